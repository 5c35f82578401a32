package org.flexopf.exchange;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a continuous market has come to, in figures. Immutable.
 *
 * @param transactions how many trades there were
 * @param volumeWatts what was traded, counted once, W
 * @param submittedWatts what was submitted and not refused, on both sides, W; amendments do not add to it
 * @param welfare what trades are worth, bids taken as values
 * @param surplus what the market keeps
 * @param surplusWithOperator the part of it from trades with the operator
 * @param procurementCost what the operator pays less what it receives
 * @param periodsUsed in how many delivery periods something was traded
 * @param periods how many delivery periods there are
 * @param hours how long these last together, hours
 * @param concentration the sum over owners of the square of their shares in all that is traded, both sides, in percent:
 *     0 to 10,000; 0 without a trade
 */
public record MarketKpis(
        int transactions,
        BigInteger volumeWatts,
        BigInteger submittedWatts,
        Money welfare,
        Money surplus,
        Money surplusWithOperator,
        Money procurementCost,
        int periodsUsed,
        int periods,
        double hours,
        double concentration) {

    private static final double HOURS_PER_YEAR = 8760.0;

    /** All parts are required. */
    public MarketKpis {
        Objects.requireNonNull(volumeWatts, "volumeWatts");
        Objects.requireNonNull(submittedWatts, "submittedWatts");
        Objects.requireNonNull(welfare, "welfare");
        Objects.requireNonNull(surplus, "surplus");
        Objects.requireNonNull(surplusWithOperator, "surplusWithOperator");
        Objects.requireNonNull(procurementCost, "procurementCost");
    }

    /**
     * The figures of a market that was given some commands.
     *
     * @param outcomes one for each command, in their order
     * @throws IllegalArgumentException if there are more of one than of the other
     */
    public static MarketKpis of(MarketSettings settings, List<Command> commands, List<Outcome> outcomes) {
        if (commands.size() != outcomes.size()) {
            throw new IllegalArgumentException(
                    commands.size() + " commands with " + outcomes.size() + " outcomes; give one for each");
        }
        Accounts accounts = Accounts.of(settings);
        Set<String> used = new HashSet<>();
        BigInteger submitted = BigInteger.ZERO;
        BigInteger volume = BigInteger.ZERO;
        int transactions = 0;
        for (int k = 0; k < outcomes.size(); k++) {
            if (commands.get(k).kind().equals("SUBMIT") && outcomes.get(k).isAccepted()) {
                long watts = Quantities.parse(commands.get(k).quantity(), Quantities.MEGAWATT_DECIMALS)
                        .orElseThrow();
                submitted = submitted.add(BigInteger.valueOf(watts));
            }
            for (Trade trade : outcomes.get(k).trades()) {
                accounts.add(trade);
                used.add(trade.period());
                volume = volume.add(BigInteger.valueOf(trade.quantity()));
                transactions++;
            }
        }
        return new MarketKpis(
                transactions,
                volume,
                submitted,
                accounts.welfare(),
                accounts.surplus(),
                accounts.surplusWithOperator(),
                procurement(settings, accounts),
                used.size(),
                settings.periods().size(),
                settings.periods().size() * settings.minutes() / 60.0,
                concentration(accounts));
    }

    private static Money procurement(MarketSettings settings, Accounts accounts) {
        return accounts.accounts().stream()
                .filter(account -> settings.isOperator(account.owner()))
                .map(Account::pays)
                .reduce(Money.ZERO, Money::plus);
    }

    private static double concentration(Accounts accounts) {
        BigInteger total =
                accounts.accounts().stream().map(Account::tradedWatts).reduce(BigInteger.ZERO, BigInteger::add);
        double sum = 0.0;
        for (Account account : accounts.accounts()) {
            double share = 100.0 * account.tradedWatts().doubleValue() / total.doubleValue();
            sum += share * share;
        }
        return sum;
    }

    /** The share of what was submitted that has traded, 0 to 1; NaN if nothing was. */
    public double fillRatio() {
        return 2.0 * volumeWatts.doubleValue() / submittedWatts.doubleValue();
    }

    /** In how many delivery periods of a year something would be traded, if all were like these. */
    public double utilisationPerYear() {
        return periodsUsed * HOURS_PER_YEAR / hours;
    }

    /** What the operator would pay in a year if all of it were like these periods, currency. */
    public double procurementPerYear() {
        return procurementCost.amount().doubleValue() * HOURS_PER_YEAR / hours;
    }

    /**
     * By which share flexibility is cheaper than reinforcing the network; below zero where it is dearer.
     *
     * @param annuity what reinforcement costs in a year, currency, above zero
     * @throws IllegalArgumentException if it is not a finite number above zero
     */
    public double savingAgainstReinforcement(double annuity) {
        if (!(annuity > 0.0 && annuity < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("reinforcement for " + annuity
                    + " a year is nothing to compare with; give a finite amount above zero");
        }
        return 1.0 - procurementPerYear() / annuity;
    }

    /**
     * The share of an auction's welfare that the market has missed; NaN where that is zero.
     *
     * @param auctionWelfare the welfare of an auction of the same bids, currency
     */
    public double auctionGap(double auctionWelfare) {
        return auctionWelfare == 0.0 ? Double.NaN : 1.0 - welfare.amount().doubleValue() / auctionWelfare;
    }

    /**
     * The figures by name, as columns of a table: quantities in MW, amounts exact, shares with six decimals, empty
     * where there is none.
     */
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("transactions", Integer.toString(transactions));
        columns.put("volumeMw", megawatts(volumeWatts));
        columns.put("submittedMw", megawatts(submittedWatts));
        columns.put("fillRatio", share(fillRatio()));
        columns.put("welfare", welfare.toString());
        columns.put("surplus", surplus.toString());
        columns.put("surplusWithOperator", surplusWithOperator.toString());
        columns.put("procurementCost", procurementCost.toString());
        columns.put("periodsUsed", Integer.toString(periodsUsed));
        columns.put("periods", Integer.toString(periods));
        columns.put("utilisationPerYear", share(utilisationPerYear()));
        columns.put("concentration", share(concentration));
        return columns;
    }

    private static String megawatts(BigInteger watts) {
        BigDecimal value = new BigDecimal(watts, Quantities.MEGAWATT_DECIMALS);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
    }
}
