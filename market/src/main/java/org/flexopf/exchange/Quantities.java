package org.flexopf.exchange;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * Decimal texts as whole numbers of small units. The value decides, not the spelling: {@code 0.1000000} and
 * {@code 1e-1} are the same. What does not come out whole is nothing, never rounded.
 */
public final class Quantities {

    /** Decimals of a quantity in MW, so that one unit is a watt. */
    public static final int MEGAWATT_DECIMALS = 6;

    /** Decimals of a price per MWh, so that one unit is 1e-4 currency per MWh. */
    public static final int PRICE_DECIMALS = 4;

    /** Texts longer than this are no numbers that anybody means. */
    private static final int LONGEST = 100;
    /** Beyond these exponents a number is not in range, or 0, which a sane text does not write so. */
    private static final int LARGEST_EXPONENT = 1000;
    /** So many digits always fit a long. */
    private static final int SAFE_DIGITS = 18;

    private static final long[] POWERS = new long[SAFE_DIGITS + 1];

    static {
        POWERS[0] = 1L;
        for (int k = 1; k < POWERS.length; k++) {
            POWERS[k] = 10L * POWERS[k - 1];
        }
    }

    private Quantities() {}

    /**
     * A decimal text as a whole number of units of 10^-decimals; empty if it is no number, does not come out whole or
     * does not fit 63 bits.
     */
    public static OptionalLong parse(String text, int decimals) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        long digits = 0L;
        int count = 0;
        int point = -1;
        for (int k = negative ? 1 : 0; k < length; k++) {
            char c = text.charAt(k);
            if (c >= '0' && c <= '9' && count < SAFE_DIGITS) {
                digits = 10L * digits + (c - '0');
                count++;
            } else if (c == '.' && point < 0) {
                point = count;
            } else {
                return parseSlowly(text, decimals);
            }
        }
        int fraction = point < 0 ? 0 : count - point;
        if (count == 0 || fraction > decimals || count - fraction + decimals > SAFE_DIGITS) {
            return parseSlowly(text, decimals);
        }
        long value = digits * POWERS[decimals - fraction];
        return OptionalLong.of(negative ? -value : value);
    }

    private static OptionalLong parseSlowly(String text, int decimals) {
        if (text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.signum() == 0) {
                return OptionalLong.of(0L);
            }
            if (Math.abs((long) value.scale()) > LARGEST_EXPONENT) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(value.movePointRight(decimals).longValueExact());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** A quantity of watts as a text in MW, such as {@code 0.25}. */
    public static String megawatts(long watts) {
        return text(watts, MEGAWATT_DECIMALS);
    }

    /** A price in 1e-4 per MWh as a text per MWh, such as {@code 45.5}. */
    public static String price(long units) {
        return text(units, PRICE_DECIMALS);
    }

    private static String text(long units, int decimals) {
        BigDecimal value = BigDecimal.valueOf(units, decimals).stripTrailingZeros();
        return value.toPlainString();
    }
}
