package org.flexopf.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as coordinates and as figures to read, the same in every locale. */
final class Numbers {

    private Numbers() {}

    /** A coordinate to a hundredth of a pixel, without trailing zeros. */
    static String coordinate(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("a coordinate of " + value + " cannot be drawn");
        }
        long hundredths = Math.round(100.0 * value);
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        String sign = hundredths < 0 ? "-" : "";
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + (rest % 10 == 0 ? "." + rest / 10 : (rest < 10 ? ".0" : ".") + rest);
    }

    /** A figure with a fixed number of digits after the point, and no minus before zero; a dash where there is none. */
    static String fixed(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0.0 ? "∞" : "-∞";
        }
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.startsWith("-") && text.chars().allMatch(c -> c == '-' || c == '0' || c == '.')
                ? text.substring(1)
                : text;
    }

    /** A number to seven significant digits, for programs, without trailing zeros. */
    static String significant(double value) {
        return new BigDecimal(value)
                .round(new MathContext(7))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A count with its noun. */
    static String count(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /**
     * So many digits after the point tell values of this range apart: three significant ones of the spread, and no
     * fewer than two of the size; at most six.
     */
    static int digits(double low, double high) {
        double spread = high - low;
        double size = Math.max(Math.abs(low), Math.abs(high));
        int forSpread = spread > 0.0 ? 2 - (int) Math.floor(Math.log10(spread)) : 0;
        int forSize = size > 0.0 ? 1 - (int) Math.floor(Math.log10(size)) : 0;
        return Math.max(0, Math.min(6, Math.max(forSpread, forSize)));
    }

    /** A step of 1, 2 or 5 times a power of ten that divides a range into about so many parts. */
    static double roundStep(double range, int parts) {
        double raw = range / parts;
        double power = Math.pow(10.0, Math.floor(Math.log10(raw)));
        double lead = raw / power;
        return power * (lead <= 1.0 ? 1.0 : lead <= 2.0 ? 2.0 : lead <= 5.0 ? 5.0 : 10.0);
    }
}
