package org.flexopf.casefile;

/** What the digits of a number in a text say of its precision. */
final class WrittenNumber {

    private WrittenNumber() {}

    /**
     * Half a unit of the last decimal of a number, such as 0.05 for 12.5; 0 for a whole number, which counts as exact,
     * and for anything but a single number.
     */
    static double rounding(String text, int start, int end) {
        int decimals = 0;
        int exponent = 0;
        boolean inFraction = false;
        for (int k = start; k < end; k++) {
            char c = text.charAt(k);
            if (c == '.' && !inFraction) {
                inFraction = true;
            } else if (c >= '0' && c <= '9') {
                decimals += inFraction ? 1 : 0;
            } else if ((c == 'e' || c == 'E') && k + 1 < end) {
                exponent = exponent(text, k + 1, end);
                break;
            } else if (!(k == start && (c == '-' || c == '+'))) {
                return 0.0;
            }
        }
        return decimals == 0 ? 0.0 : 0.5 * Math.pow(10.0, (double) exponent - decimals);
    }

    private static int exponent(String text, int start, int end) {
        int sign = text.charAt(start) == '-' ? -1 : 1;
        int value = 0;
        for (int k = text.charAt(start) == '-' || text.charAt(start) == '+' ? start + 1 : start; k < end; k++) {
            value = Math.min(9999, 10 * value + (text.charAt(k) - '0'));
        }
        return sign * value;
    }
}
