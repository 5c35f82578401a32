package org.flexopf.casefile;

/**
 * Counts what it takes to carry a file out, so that a file that never ends, or makes more than any case holds, is
 * refused in bounded time and memory. What goes beyond is an {@link IllegalArgumentException} with the reason.
 */
final class MatlabWork {

    private static final int MOST_STATEMENTS = 1_000_000;
    /** Numbers that are worked out, and a character that is read once more counts as several. */
    private static final double MOST_STEPS = 2e9;

    private static final double STEPS_OF_A_CHARACTER = 10.0;
    /** The largest published cases hold three million numbers. */
    private static final double MOST_IN_A_STATEMENT = 3e7;

    private static final double MOST_KEPT = 2e7;

    private int statements;
    private double steps;
    private double inStatement;
    private double kept;

    /** Another statement begins. */
    void statement() {
        inStatement = 0.0;
        repetition();
    }

    /** A loop goes round once more. */
    void repetition() {
        if (++statements > MOST_STATEMENTS) {
            throw new IllegalArgumentException(
                    "more than " + MOST_STATEMENTS + " statements are carried out; it may never end");
        }
    }

    /** So many calculations. */
    void steps(double count) {
        steps += count;
        if (steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "what was carried out so far takes longer than any case does; it may never end");
        }
    }

    /** So many characters are read once more. */
    void readAgain(int characters) {
        steps(STEPS_OF_A_CHARACTER * characters);
    }

    /** So many numbers are made for the statement at hand. */
    void made(double numbers) {
        steps(numbers);
        inStatement += numbers;
        if (inStatement > MOST_IN_A_STATEMENT) {
            throw new IllegalArgumentException("it makes more than " + (long) MOST_IN_A_STATEMENT + " numbers at once");
        }
    }

    /** So many numbers more, or fewer, are kept in variables. */
    void kept(double numbers) {
        kept += numbers;
        if (kept > MOST_KEPT) {
            throw new IllegalArgumentException("the file keeps more than " + (long) MOST_KEPT + " numbers");
        }
    }
}
