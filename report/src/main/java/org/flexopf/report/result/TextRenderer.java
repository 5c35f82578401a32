package org.flexopf.report.result;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.flexopf.network.Note;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.SolverRun;

/** The document for people at a terminal: a summary, then tables, which are cut where they are long. */
public final class TextRenderer {

    /** How long lines are that are wrapped, and where their text begins. */
    private static final int LINE = 100;

    private static final int INDENT = 14;

    /** So many notes are printed; a file may have one for each of hundreds of elements. */
    private static final int NOTES_SHOWN = 12;

    private static final String IN_SUMMARY = "  note        %s%n";
    private static final String ALONE = "note: %s%n";

    private final PrintWriter out;

    private TextRenderer(PrintWriter out) {
        this.out = out;
    }

    /** The document as one text, which ends with a line break. */
    public static String render(ResultDocument document) {
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            TextRenderer renderer = new TextRenderer(out);
            if (document instanceof OpfDocument opf) {
                renderer.print(opf);
            } else if (document instanceof PowerFlowDocument flow) {
                renderer.print(flow);
            } else if (document instanceof PlanDocument plan) {
                renderer.print(plan);
            }
        }
        return text.toString();
    }

    private void print(OpfDocument document) {
        if (document.state().isEmpty()) {
            document.message().ifPresent(out::println);
            document.conflict().map(Conflict::explanation).ifPresent(out::println);
            document.findings().forEach(finding -> out.println(finding.text()));
            printNotes(document.notes(), ALONE);
            return;
        }
        StateResult state = document.state().get();
        out.printf(
                Locale.ROOT,
                "%s, %s: %s%s%n",
                document.caseName(),
                document.model(),
                document.status(),
                document.message().map(message -> " " + message).orElse(""));
        document.objective()
                .ifPresent(objective -> out.printf(
                        Locale.ROOT,
                        "  objective   %s (%s)%s%n",
                        TextTable.number(objective.value(), 6),
                        objective.label(),
                        Double.isNaN(objective.lowerBound())
                                ? ""
                                : ", proved to be at least " + TextTable.number(objective.lowerBound(), 6)));
        out.printf(Locale.ROOT, "  losses      %.6f MW%n", state.lossesMw());
        document.findings()
                .forEach(finding -> out.printf(
                        Locale.ROOT,
                        "  %-11s %s%n",
                        finding.label(),
                        finding.label().equals(Finding.CONDITION) ? wrapped(finding.text()) : finding.text()));
        printNotes(document.notes(), IN_SUMMARY);
        SolverRun solver = document.solver();
        out.printf(
                Locale.ROOT,
                "  solver      %s, %d iterations, %.1f ms set-up, %.1f ms solve%n",
                solver.name(),
                solver.iterations(),
                1e3 * solver.setupSeconds(),
                1e3 * solver.solveSeconds());
        document.slacks().orElse(List.of()).forEach(slack -> out.printf(Locale.ROOT, "  exceeded    %s%n", slack));
        out.println();
        TextTables tables = new TextTables(out, PriceUnits.of(document));
        document.security().ifPresent(tables::printLimits);
        document.outages().ifPresent(tables::printOutages);
        document.actions().ifPresent(tables::printActions);
        tables.printBuses(state.buses());
        tables.printGenerators(state.generators());
        tables.printBranches(state.branches());
        tables.printDcLines(state.dcLines());
        tables.printDevices(state.devices());
        tables.printInterfaces(state.interfaces());
        tables.printCurtailed(state.curtailed());
        document.limitPrices().ifPresent(tables::printLimitPrices);
    }

    private void print(PlanDocument plan) {
        if (plan.isSolved()) {
            new PlanText(out, plan).print();
            return;
        }
        plan.message().ifPresent(out::println);
        plan.findings().forEach(finding -> out.println(finding.text()));
        printNotes(plan.notes(), ALONE);
    }

    /** The first of some notes, as lines of a summary. */
    public static void renderNotes(List<Note> notes, PrintWriter out) {
        new TextRenderer(out).printNotes(notes, IN_SUMMARY);
    }

    private void printNotes(List<Note> notes, String format) {
        notes.stream().limit(NOTES_SHOWN).forEach(note -> out.printf(Locale.ROOT, format, note));
        if (notes.size() > NOTES_SHOWN) {
            out.printf(
                    Locale.ROOT,
                    format,
                    "... and " + (notes.size() - NOTES_SHOWN) + " more; JSON, CSV and HTML have all of them");
        }
    }

    /** A long text in lines of its own, below where it begins. */
    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int filled = INDENT;
        for (String word : text.split(" ", -1)) {
            if (filled > INDENT && filled + word.length() >= LINE) {
                lines.append(System.lineSeparator()).append(" ".repeat(INDENT));
                filled = INDENT;
            } else if (!lines.isEmpty()) {
                lines.append(' ');
            }
            lines.append(word);
            filled += word.length() + 1;
        }
        return lines.toString();
    }

    private void print(PowerFlowDocument document) {
        boolean converged = document.result().converged();
        out.printf(
                Locale.ROOT,
                "%s: power flow by %s, %s after %d iterations%n",
                document.caseName(),
                document.method(),
                converged ? "converged" : "NOT converged",
                document.result().iterations());
        if (!converged) {
            printNotes(document.notes(), ALONE);
            return;
        }
        out.printf(
                Locale.ROOT,
                "  losses           %.6f MW, %.6f Mvar%n",
                document.result().lossMw(),
                document.result().lossMvar());
        document.findings()
                .forEach(finding -> out.printf(Locale.ROOT, "  %-16s %s%n", finding.label(), finding.text()));
        printNotes(document.notes(), "  note             %s%n");
        out.println();
        TextTables tables = new TextTables(out, PriceUnits.of(document));
        tables.printInjections(document.buses());
        tables.printDcLines(document.state().dcLines());
        tables.printDevices(document.state().devices());
        tables.printInterfaces(document.state().interfaces());
    }
}
