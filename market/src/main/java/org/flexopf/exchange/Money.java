package org.flexopf.exchange;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * An exact amount of money: price x quantity x minutes, in units of 1e-10/60 currency. Immutable.
 *
 * @param units how many units, of any size
 */
public record Money(BigInteger units) implements Comparable<Money> {

    /** Nothing. */
    public static final Money ZERO = new Money(BigInteger.ZERO);

    private static final BigDecimal UNITS_PER_CENT = new BigDecimal("6e9");
    private static final BigDecimal UNITS_PER_CURRENCY = new BigDecimal("6e11");
    /** Decimals of amounts that have no end as decimals, as those of five minutes. */
    private static final int DECIMALS = 18;

    /** The units are required. */
    public Money {
        Objects.requireNonNull(units, "units");
    }

    /** What a quantity costs at a price for a time: 1e-4 per MWh, W, minutes. */
    public static Money of(long price, long quantity, int minutes) {
        return new Money(
                BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity)).multiply(BigInteger.valueOf(minutes)));
    }

    /** The sum of two amounts. */
    public Money plus(Money other) {
        return new Money(units.add(other.units));
    }

    /** The difference of two amounts. */
    public Money minus(Money other) {
        return new Money(units.subtract(other.units));
    }

    /** The amount in hundredths, rounded half-even. */
    public BigInteger cents() {
        return new BigDecimal(units)
                .divide(UNITS_PER_CENT, 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }

    /** The amount in currency; exact where it has an end as a decimal, else to 18 decimals. */
    public BigDecimal amount() {
        BigDecimal whole = new BigDecimal(units);
        BigDecimal rounded = whole.divide(UNITS_PER_CURRENCY, DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }

    @Override
    public int compareTo(Money other) {
        return units.compareTo(other.units);
    }

    /** The amount in currency as a decimal without exponent. */
    @Override
    public String toString() {
        return amount().toPlainString();
    }
}
