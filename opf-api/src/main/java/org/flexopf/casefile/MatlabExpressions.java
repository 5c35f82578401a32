package org.flexopf.casefile;

import java.util.Arrays;
import java.util.function.Supplier;
import org.flexopf.casefile.MatlabArithmetic.Comparison;
import org.flexopf.casefile.MatlabValue.Matrix;

/**
 * Reads the expressions of a case file and works them out: the operators with the precedence that MATLAB gives them,
 * comparisons and ranges, over the terms of {@link MatlabTerms}.
 */
final class MatlabExpressions {

    private static final int MOST_NESTED = 100;

    private final MatlabScanner scanner;
    private final MatlabWork work;
    private final MatlabTerms terms;
    private int depth;

    MatlabExpressions(MatlabScanner scanner, MatlabWorkspace workspace, MatlabWork work) {
        this.scanner = scanner;
        this.work = work;
        terms = new MatlabTerms(scanner, workspace, this);
    }

    MatlabTerms terms() {
        return terms;
    }

    /** Reads a value: alternatives, conditions, comparisons, ranges, and sums within them. */
    MatlabValue value() {
        MatlabValue left = condition();
        while (true) {
            scanner.skipBlanks();
            if (!scanner.accept('|')) {
                return left;
            }
            scanner.accept('|');
            left = truths(left, condition(), (a, b) -> a != 0.0 || b != 0.0);
        }
    }

    private MatlabValue condition() {
        MatlabValue left = comparison();
        while (true) {
            scanner.skipBlanks();
            if (!scanner.accept('&')) {
                return left;
            }
            scanner.accept('&');
            left = truths(left, comparison(), (a, b) -> a != 0.0 && b != 0.0);
        }
    }

    private MatlabValue comparison() {
        MatlabValue left = range(false);
        while (true) {
            scanner.skipBlanks();
            char first = scanner.peek();
            boolean withEquals = scanner.peek(1) == '=';
            Comparison comparison = switch (first) {
                case '=' -> withEquals ? (a, b) -> a == b : null;
                case '~', '!' -> withEquals ? (a, b) -> a != b : null;
                case '<' -> withEquals ? (a, b) -> a <= b : (a, b) -> a < b;
                case '>' -> withEquals ? (a, b) -> a >= b : (a, b) -> a > b;
                default -> null;
            };
            if (comparison == null) {
                return left;
            }
            scanner.advance(withEquals ? 2 : 1);
            left = truths(left, range(false), comparison);
        }
    }

    private MatlabValue truths(MatlabValue left, MatlabValue right, Comparison comparison) {
        return made(() -> MatlabArithmetic.truths(left, right, comparison));
    }

    /** {@code first:last} or {@code first:step:last}, else what stands there. */
    MatlabValue range(boolean blanksSeparate) {
        MatlabValue first = sum(blanksSeparate);
        if (!atColon()) {
            return first;
        }
        MatlabValue second = sum(blanksSeparate);
        MatlabValue last = atColon() ? sum(blanksSeparate) : null;
        double step = last == null ? 1.0 : single(second);
        double end = single(last == null ? second : last);
        return made(() -> MatlabFunctions.range(single(first), step, end));
    }

    private boolean atColon() {
        int ahead = 0;
        while (MatlabScanner.isBlank(scanner.peek(ahead))) {
            ahead++;
        }
        if (scanner.peek(ahead) != ':') {
            return false;
        }
        scanner.advance(ahead + 1);
        return true;
    }

    private double single(MatlabValue value) {
        Matrix number = numbers(value);
        if (!number.isScalar()) {
            throw scanner.refuse("a single number is wanted, not " + number.describe());
        }
        return number.values()[0];
    }

    /**
     * Sums. Where blanks separate the elements of a table, {@code 1 -2} is two of them, and {@code 1 - 2} and
     * {@code 1-2} are one.
     */
    MatlabValue sum(boolean blanksSeparate) {
        return nested(() -> {
            scanner.skipBlanks();
            MatlabValue left = product(blanksSeparate);
            while (true) {
                if (MatlabScanner.isBlank(scanner.peek()) && !atNextElement(blanksSeparate)) {
                    scanner.skipBlanks();
                }
                char operator = scanner.peek();
                if (operator != '+' && operator != '-') {
                    return left;
                }
                scanner.advance(1);
                MatlabValue before = left;
                MatlabValue right = product(blanksSeparate);
                left = made(() -> MatlabArithmetic.sum(before, right, operator == '+' ? 1.0 : -1.0));
            }
        });
    }

    /** Whether, blanks being next, what follows them starts another element of a table. */
    private boolean atNextElement(boolean blanksSeparate) {
        if (!blanksSeparate) {
            return false;
        }
        int ahead = 0;
        while (MatlabScanner.isBlank(scanner.peek(ahead))) {
            ahead++;
        }
        char next = scanner.peek(ahead);
        boolean sign = next == '+' || next == '-';
        boolean operator =
                sign || "*/^".indexOf(next) >= 0 || (next == '.' && "*/^".indexOf(scanner.peek(ahead + 1)) >= 0);
        return !operator || (sign && !MatlabScanner.isBlank(scanner.peek(ahead + 1)));
    }

    private MatlabValue product(boolean blanksSeparate) {
        MatlabValue left = signed(blanksSeparate);
        while (true) {
            if (MatlabScanner.isBlank(scanner.peek()) && !atNextElement(blanksSeparate)) {
                scanner.skipBlanks();
            }
            boolean byElement = scanner.peek() == '.' && (scanner.peek(1) == '*' || scanner.peek(1) == '/');
            char operator = scanner.peek(byElement ? 1 : 0);
            if (operator != '*' && operator != '/') {
                return left;
            }
            scanner.advance(byElement ? 2 : 1);
            MatlabValue before = left;
            MatlabValue right = signed(blanksSeparate);
            left = made(() -> operator == '*'
                    ? MatlabArithmetic.product(before, right, byElement, work)
                    : MatlabArithmetic.quotient(before, right, byElement));
        }
    }

    /** A sign binds more loosely than a power: {@code -2^2} is -4. */
    private MatlabValue signed(boolean blanksSeparate) {
        scanner.skipBlanks();
        if ((scanner.peek() == '~' || scanner.peek() == '!') && scanner.peek(1) != '=') {
            scanner.advance(1);
            MatlabValue denied = nested(() -> signed(blanksSeparate));
            return made(() -> MatlabArithmetic.not(denied));
        }
        boolean negative = false;
        while (scanner.peek() == '-' || scanner.peek() == '+') {
            negative ^= scanner.peek() == '-';
            scanner.advance(1);
            scanner.skipBlanks();
        }
        MatlabValue value = power(blanksSeparate);
        return negative ? made(() -> MatlabArithmetic.negated(value)) : value;
    }

    private MatlabValue power(boolean blanksSeparate) {
        MatlabValue base = terms.term(blanksSeparate);
        while (true) {
            if (MatlabScanner.isBlank(scanner.peek()) && !atNextElement(blanksSeparate)) {
                scanner.skipBlanks();
            }
            boolean byElement = scanner.peek() == '.' && scanner.peek(1) == '^';
            if (!byElement && scanner.peek() != '^') {
                return base;
            }
            scanner.advance(byElement ? 2 : 1);
            scanner.skipBlanks();
            boolean negative = scanner.accept('-');
            MatlabValue before = base;
            MatlabValue size = terms.term(blanksSeparate);
            Matrix exponent = numbers(negative ? made(() -> MatlabArithmetic.negated(size)) : size);
            base = made(() -> MatlabArithmetic.power(before, exponent, byElement));
        }
    }

    /** Reads what lies within something else, so deep and no deeper. */
    <T> T nested(Supplier<T> reading) {
        if (++depth > MOST_NESTED) {
            throw scanner.refuse("it is nested more than " + MOST_NESTED + " deep");
        }
        try {
            return reading.get();
        } finally {
            depth--;
        }
    }

    /** What a calculation gives; its objection refuses the statement. */
    <T> T tried(Supplier<T> calculation) {
        try {
            return calculation.get();
        } catch (IllegalArgumentException e) {
            throw scanner.refuse(e.getMessage());
        }
    }

    /** Does something whose objection refuses the statement. */
    void tried(Runnable action) {
        tried(() -> {
            action.run();
            return null;
        });
    }

    /** A value that is made, and counted; an objection refuses the statement. */
    <T extends MatlabValue> T made(Supplier<T> calculation) {
        return tried(() -> {
            T value = calculation.get();
            work.made(value.size());
            return value;
        });
    }

    /** A value that has to be numbers. */
    Matrix numbers(MatlabValue value) {
        return tried(() -> MatlabFunctions.numbers(value));
    }

    /** Whether a condition holds: whether there is something, and none of it is 0. */
    boolean holds(MatlabValue value) {
        Matrix numbers = numbers(value);
        return numbers.values().length > 0
                && Arrays.stream(numbers.values()).allMatch(number -> number != 0.0 && !Double.isNaN(number));
    }

    boolean equalNumbers(MatlabValue left, MatlabValue right) {
        return Arrays.equals(numbers(left).values(), numbers(right).values());
    }
}
