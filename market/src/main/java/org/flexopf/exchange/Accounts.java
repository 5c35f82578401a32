package org.flexopf.exchange;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The money of a market. The owner of the load that rises pays, the owner of the load that falls receives, and the
 * market keeps the difference. Amounts are exact; a statement is rounded once for each owner, and the market's own is
 * minus the sum of those, so that statements add up to zero. Not safe for use by several threads at once.
 */
public final class Accounts {

    private final MarketSettings settings;
    private final TreeMap<String, Account> accounts = new TreeMap<>();
    private Money surplus = Money.ZERO;
    private Money surplusWithOperator = Money.ZERO;
    private Money welfare = Money.ZERO;

    private Accounts(MarketSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** Accounts without any trade. */
    public static Accounts of(MarketSettings settings) {
        return new Accounts(settings);
    }

    /** The accounts of trades. */
    public static Accounts of(MarketSettings settings, Collection<Trade> trades) {
        Accounts accounts = new Accounts(settings);
        trades.forEach(accounts::add);
        return accounts;
    }

    /** Books a trade. */
    public void add(Trade trade) {
        Money paid = amount(settings.priceRule().priceOf(Direction.UP, trade), trade);
        Money received = amount(settings.priceRule().priceOf(Direction.DOWN, trade), trade);
        book(trade, Direction.UP, paid);
        book(trade, Direction.DOWN, received);
        Money kept = paid.minus(received);
        surplus = surplus.plus(kept);
        if (settings.isOperator(trade.ownerUp()) || settings.isOperator(trade.ownerDown())) {
            surplusWithOperator = surplusWithOperator.plus(kept);
        }
        welfare = welfare.plus(amount(trade.priceUp(), trade).minus(amount(trade.priceDown(), trade)));
    }

    private void book(Trade trade, Direction direction, Money amount) {
        accounts.compute(
                trade.owner(direction),
                (owner, account) ->
                        (account == null ? Account.empty(owner) : account).with(direction, amount, trade.quantity()));
    }

    private Money amount(long price, Trade trade) {
        return Money.of(price, trade.quantity(), settings.minutes());
    }

    /** The accounts of all owners that have traded, by name. */
    public List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    /** What the market keeps, exactly. */
    public Money surplus() {
        return surplus;
    }

    /** The part of the surplus from trades with the operator, whose extreme prices are no values. */
    public Money surplusWithOperator() {
        return surplusWithOperator;
    }

    /** What trades are worth, bids taken as values: the spread of each pair times its energy. */
    public Money welfare() {
        return welfare;
    }

    /** The market's own statement, hundredths of the currency: minus the sum of all others. */
    public BigInteger marketStatementCents() {
        return accounts.values().stream()
                .map(Account::statementCents)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .negate();
    }

    @Override
    public String toString() {
        return "accounts of " + accounts.size() + " owners, surplus " + surplus;
    }
}
