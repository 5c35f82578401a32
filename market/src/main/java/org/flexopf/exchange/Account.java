package org.flexopf.exchange;

import java.math.BigInteger;
import java.util.Objects;

/**
 * What an owner pays for all trades together.
 *
 * @param owner the owner
 * @param pays the exact sum; negative where the owner receives
 * @param upWatts what the owner's load may rise by, summed over trades, W
 * @param downWatts what it may fall by, summed over trades, W
 */
public record Account(String owner, Money pays, BigInteger upWatts, BigInteger downWatts) {

    /** All are required. */
    public Account {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(pays, "pays");
        Objects.requireNonNull(upWatts, "upWatts");
        Objects.requireNonNull(downWatts, "downWatts");
    }

    static Account empty(String owner) {
        return new Account(owner, Money.ZERO, BigInteger.ZERO, BigInteger.ZERO);
    }

    /** What the statement says, in hundredths of the currency: the exact sum, rounded once, half-even. */
    public BigInteger statementCents() {
        return pays.cents();
    }

    /** What was traded on both sides together, W. */
    public BigInteger tradedWatts() {
        return upWatts.add(downWatts);
    }

    Account with(Direction direction, Money amount, long watts) {
        BigInteger more = BigInteger.valueOf(watts);
        return direction == Direction.UP
                ? new Account(owner, pays.plus(amount), upWatts.add(more), downWatts)
                : new Account(owner, pays.minus(amount), upWatts, downWatts.add(more));
    }
}
