package org.flexopf.casefile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.flexopf.casefile.MatlabValue.Cell;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Text;

/** Carries out conditions, choices and loops, and what leaves them; the statements within are the interpreter's. */
final class MatlabControl {

    /** Words that open a block that is understood. */
    static final Set<String> OPENINGS = Set.of("if", "for", "while", "switch", "try");
    /** Words that open one that is not. */
    static final Set<String> REFUSED = Set.of("parfor", "do", "spmd", "unwind_protect");
    /** Words that end a block. */
    static final Set<String> ENDS =
            Set.of("end", "endfor", "endif", "endwhile", "endfunction", "endswitch", "end_try_catch");

    private static final Set<String> ALTERNATIVES = Set.of("else", "elseif");
    private static final Set<String> CASES = Set.of("case", "otherwise");
    private static final String CATCH = "catch";
    private static final int MOST_NESTED = 50;

    private final MatlabScanner scanner;
    private final MatlabExpressions expressions;
    private final MatlabWorkspace workspace;
    private final MatlabWork work;
    /** Carries out the statement that is next, up to its end. */
    private final Runnable statement;

    private boolean broken;
    private boolean continued;
    private boolean returned;
    private int depth;
    /** The lines of the blocks that are open, the innermost first. */
    private final Deque<Integer> openings = new ArrayDeque<>();

    MatlabControl(
            MatlabScanner scanner,
            MatlabExpressions expressions,
            MatlabWorkspace workspace,
            MatlabWork work,
            Runnable statement) {
        this.scanner = scanner;
        this.expressions = expressions;
        this.workspace = workspace;
        this.work = work;
        this.statement = statement;
    }

    /** Whether a {@code return} has been met. */
    boolean isReturned() {
        return returned;
    }

    /** Carries out a {@code return}. */
    void giveBack() {
        returned = true;
    }

    /** Refuses a word that gives a block another branch, where none is open. */
    void requireNoAlternative(String word) {
        if (ALTERNATIVES.contains(word) || CASES.contains(word) || word.equals(CATCH)) {
            throw scanner.refuse("nothing is open here that has this alternative");
        }
    }

    /** Carries out the block that a word opens. */
    void carryOut(String name) {
        int opening = scanner.statementLine();
        if (++depth > MOST_NESTED) {
            throw scanner.refuse("it is nested more than " + MOST_NESTED + " deep");
        }
        openings.push(opening);
        if (name.equals("if")) {
            condition();
        } else if (name.equals("for")) {
            loop();
        } else if (name.equals("switch")) {
            choice();
        } else if (name.equals("try")) {
            attempt();
        } else {
            repetition();
        }
        openings.pop();
        depth--;
    }

    private void condition() {
        boolean done = false;
        String word = "elseif";
        while (!ENDS.contains(word)) {
            boolean carriedOut = !done && (word.equals("else") || expressions.holds(expressions.value()));
            if (!carriedOut && word.equals("elseif")) {
                // A condition after one that has held is not looked at.
                scanner.skipStatement("\0");
            }
            done |= carriedOut;
            word = carriedOut ? block(ALTERNATIVES) : passOver(ALTERNATIVES);
        }
    }

    /** {@code switch value}: the first case that it is, or one of; otherwise what else there is. */
    private void choice() {
        MatlabValue chosen = expressions.value();
        boolean done = false;
        String word = passOver(CASES);
        while (!ENDS.contains(word)) {
            boolean carriedOut = !done && (word.equals("otherwise") || isOneOf(chosen, expressions.value()));
            if (!carriedOut && word.equals("case")) {
                scanner.skipStatement("\0");
            }
            done |= carriedOut;
            word = carriedOut ? block(CASES) : passOver(CASES);
        }
    }

    private boolean isOneOf(MatlabValue chosen, MatlabValue offered) {
        if (offered instanceof Cell cell) {
            return cell.items().stream().anyMatch(item -> isOneOf(chosen, item));
        }
        boolean texts = chosen instanceof Text || offered instanceof Text;
        return texts ? chosen.equals(offered) : expressions.equalNumbers(chosen, offered);
    }

    /** {@code try}: what is not understood within it is refused as elsewhere, so that nothing is caught. */
    private void attempt() {
        if (block(Set.of(CATCH)).equals(CATCH)) {
            passOver(Set.of());
        }
    }

    /** {@code for i = 1:n}: once for each column. */
    private void loop() {
        scanner.skipBlanks();
        boolean parenthesis = scanner.accept('(');
        String variable = scanner.requireName();
        scanner.requireEquals();
        Matrix columns = expressions.numbers(expressions.value());
        if (parenthesis) {
            scanner.closeParenthesis();
        }
        int place = scanner.at();
        int line = scanner.line();
        expressions.tried(() -> work.kept(columns.size()));
        for (int j = 0; j < columns.columns() && !broken && !returned; j++) {
            goRound();
            scanner.backTo(place, line);
            double[] column = new double[columns.rows()];
            for (int i = 0; i < column.length; i++) {
                column[i] = columns.get(i, j);
            }
            keep(variable, new Matrix(column.length, 1, column));
            block(Set.of());
            continued = false;
        }
        work.kept(-columns.size());
        leave(place, line);
    }

    private void goRound() {
        expressions.tried(work::repetition);
    }

    private void keep(String variable, Matrix value) {
        expressions.tried(() -> workspace.set(variable, value));
    }

    private void repetition() {
        int place = scanner.at();
        int line = scanner.line();
        while (!broken && !returned) {
            scanner.backTo(place, line);
            if (!expressions.holds(expressions.value())) {
                break;
            }
            goRound();
            block(Set.of());
            continued = false;
        }
        leave(place, line);
    }

    private void leave(int place, int line) {
        broken = false;
        scanner.backTo(place, line);
        scanner.skipStatement("\0");
        passOver(Set.of());
    }

    /**
     * Carries out statements up to the word that ends them, which it returns.
     *
     * @param alternatives words that end them beside those that end every block
     */
    private String block(Set<String> alternatives) {
        while (scanner.skipToStatement()) {
            int place = scanner.at();
            int line = scanner.line();
            String word = scanner.atName() ? scanner.name() : "";
            if (ENDS.contains(word) || alternatives.contains(word)) {
                return word;
            }
            requireNoAlternative(word);
            boolean leaves = true;
            switch (word) {
                case "break" -> broken = true;
                case "continue" -> continued = true;
                case "return" -> returned = true;
                default -> {
                    scanner.backTo(place, line);
                    statement.run();
                    leaves = broken || continued || returned;
                }
            }
            if (leaves) {
                return passOver(alternatives);
            }
        }
        throw neverClosed();
    }

    private CaseFileException neverClosed() {
        int opening = openings.element();
        return scanner.error(
                opening,
                scanner.lineText(opening),
                "this block is never closed",
                "close it with end; if the file was cut off, restore the rest");
    }

    /** Passes over statements up to the word that ends their block, or gives another branch of it. */
    private String passOver(Set<String> stops) {
        String word = scanner.skipBlock(stops, OPENINGS, REFUSED, ENDS);
        if (word.isEmpty()) {
            throw neverClosed();
        }
        return word;
    }
}
