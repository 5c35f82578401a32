package org.flexopf.pricing.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.Key;
import org.flexopf.model.ProgramNames;
import org.flexopf.network.Network;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.problem.Block;

/** The balances of a plan's program, where its prices are: as rows of the program, and by period and bus. */
final class PricedBalances {

    private final int periods;
    private final int buses;
    private final boolean[] rows;
    private final List<Balance> balances = new ArrayList<>();

    /** A balance: its row, its period and bus, and what one unit of its dual is in currency per MWh. */
    private record Balance(int row, int period, int bus, boolean isActive, double perUnitAndHour) {}

    PricedBalances(HorizonSolution plan, Network network, ProgramNames names, int equalities) {
        this.periods = plan.horizon().periods().size();
        this.buses = network.buses().size();
        this.rows = new boolean[equalities];
        List<Block> blocks = plan.run().problem().blocks();
        Map<String, Integer> byLabel = new HashMap<>();
        for (int t = 0; t < blocks.size(); t++) {
            byLabel.put(blocks.get(t).label(), t);
        }
        for (int row = 0; row < rows.length; row++) {
            Optional<Key> key = names.equality(row);
            if (key.isEmpty()) {
                continue;
            }
            boolean isActive = key.get().family().equals(OpfConstraints.ACTIVE_BALANCE);
            if (isActive || key.get().family().equals(OpfConstraints.REACTIVE_BALANCE)) {
                // One period of one hour is a plain program, whose block has no label.
                int period = blocks.size() == 1
                        ? 0
                        : byLabel.get(names.blockOfEquality(row).orElseThrow());
                double base =
                        network.perUnit().step(((ConstraintFamily) key.get().family()).unit());
                rows[row] = true;
                balances.add(new Balance(
                        row,
                        period,
                        key.get().element(),
                        isActive,
                        blocks.get(period).costFactor() * base));
            }
        }
    }

    /** By equality: whether it is a balance. */
    boolean[] rows() {
        return rows;
    }

    /** What the demand that the balances have as numbers pays at prices by rows, currency. */
    double paidByDemand(PricedParts parts, double[] byRow) {
        double paid = 0.0;
        for (Balance balance : balances) {
            paid += byRow[balance.row()] * parts.demand(balance.row());
        }
        return paid;
    }

    /** By row, what is traded in all balances of its period at a point. */
    double[] trade(PricedParts parts, double[] x) {
        double[] ofPeriod = new double[periods];
        double[][] uses = new double[parts.count()][];
        for (int part = 0; part < uses.length; part++) {
            uses[part] = parts.use(part, x);
        }
        for (Balance balance : balances) {
            ofPeriod[balance.period()] += Math.abs(parts.demand(balance.row()));
            for (double[] use : uses) {
                ofPeriod[balance.period()] += Math.abs(use[balance.row()]);
            }
        }
        double[] trade = new double[rows.length];
        balances.forEach(balance -> trade[balance.row()] = ofPeriod[balance.period()]);
        return trade;
    }

    /** Prices by period and bus. */
    PlanPrices prices(double[] byRow, PriceRule rule) {
        double[][] active = new double[periods][buses];
        double[][] reactive = new double[periods][buses];
        for (Balance balance : balances) {
            (balance.isActive() ? active : reactive)[balance.period()][balance.bus()] =
                    byRow[balance.row()] / balance.perUnitAndHour();
        }
        return new PlanPrices(active, reactive, rule);
    }

    /**
     * Prices by rows.
     *
     * @throws IllegalArgumentException if the prices are of another number of periods or buses
     */
    double[] byRow(PlanPrices prices) {
        if (prices.periods() != periods || prices.buses() != buses) {
            throw new IllegalArgumentException("there are prices of " + prices.periods() + " periods and "
                    + prices.buses() + " buses; the plan has " + periods + " and " + buses);
        }
        double[] byRow = new double[rows.length];
        for (Balance balance : balances) {
            double price = balance.isActive()
                    ? prices.active(balance.period(), balance.bus())
                    : prices.reactive(balance.period(), balance.bus());
            byRow[balance.row()] = price * balance.perUnitAndHour();
        }
        return byRow;
    }
}
