package org.flexopf.report;

/** How a report looks. The sheet holds no character that XML would escape, so that it stays readable in the file. */
final class HtmlStyle {

    static final String SHEET = """

            :root { color-scheme: light dark; --ink: #1f2933; --faint: #52606d;
              --ground: #f5f7f9; --sheet: #ffffff; --rule: #d5dbe1; --note: #fff6e0; --hot: #a3230f; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e4e9ee; --faint: #a3b0bd;
                --ground: #151a20; --sheet: #1e252d; --rule: #3a4550; --note: #3a3018; --hot: #ff9d80; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--ground); color: var(--ink);
              font: 15px/1.5 system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; }
            main { max-width: 1300px; margin: 0 auto; padding: 24px 18px 60px; }
            h1 { margin: 0; font-size: 28px; line-height: 1.2; overflow-wrap: anywhere; }
            h2 { margin: 0 0 8px; font-size: 18px; }
            .lead { margin: 6px 0 18px; color: var(--faint); }
            .status { display: inline-block; padding: 1px 10px; border-radius: 11px; color: #ffffff; font-weight: 600; }
            .good { background: #1b7a4b; }
            .bad { background: #a3230f; }
            dl, .note, details { margin: 0 0 18px; padding: 14px 18px;
              background: var(--sheet); border: 1px solid var(--rule); border-radius: 8px; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 22px; }
            dt { color: var(--faint); }
            dd { margin: 0; overflow-wrap: anywhere; }
            .note { background: var(--note); }
            .note ul { margin: 0; padding-left: 20px; }
            .note details { margin: 12px 0 0; }
            #pictures { margin: 28px 0; }
            .picture { overflow-x: auto; margin: 0 0 18px; border: 1px solid var(--rule);
              border-radius: 8px; background: #ffffff; }
            .picture svg { display: block; margin: 0 auto; }
            section { margin: 28px 0; }
            .row { display: flex; flex-wrap: wrap; gap: 0 18px; }
            .row .picture { max-width: 100%; flex: none; }
            .row .picture svg { max-width: 100%; height: auto; }
            summary { cursor: pointer; font-size: 18px; font-weight: 600; }
            .scroll { overflow-x: auto; margin-top: 10px; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px; }
            th, td { padding: 3px 6px; border-bottom: 1px solid var(--rule); white-space: nowrap; }
            th { color: var(--faint); font-weight: 600; white-space: normal; vertical-align: bottom; }
            .word { text-align: left; white-space: normal; min-width: 7em; max-width: 200px;
              overflow-wrap: break-word; }
            .figure { text-align: right; }
            .limit { color: var(--hot); font-weight: 700; }
            .key { margin: 0 0 12px; color: var(--faint); font-size: 13px; }
            tbody tr:hover { background: var(--ground); }
            @media (max-width: 560px) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 8px; } }
            @media print { body { background: #ffffff; } .picture, .scroll { overflow: visible; } }
            """;

    private HtmlStyle() {}
}
