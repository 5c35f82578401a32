package org.flexopf.opf.device;

import java.util.List;
import java.util.function.IntPredicate;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Bid;
import org.flexopf.network.PerUnit;

/** Bids that choose their power in one block of time, and what they hand on to the next. */
final class BidSchedules {

    private final BlockScope scope;
    private final ProgramBuilder program;
    private final PerUnit perUnit;
    private final List<Bid> bids;
    private final LatestBlocks<BidSchedules> blocks = new LatestBlocks<>(this);

    BidSchedules(BlockScope scope, List<Bid> bids) {
        this.scope = scope;
        this.program = scope.program();
        this.perUnit = scope.perUnit();
        this.bids = bids;
    }

    /** Whether a bid takes part and chooses its power. */
    boolean has(int k) {
        return bids.get(k).offer() instanceof Bid.Schedule && scope.network().isActive(bids.get(k));
    }

    private Bid.Schedule schedule(int k) {
        return (Bid.Schedule) bids.get(k).offer();
    }

    private Bid.Rules rules(int k) {
        return schedule(k).rules();
    }

    private boolean countsStarts(int k) {
        return has(k) && rules(k).maxStarts() < Integer.MAX_VALUE;
    }

    private boolean countsEnergy(int k) {
        return has(k) && rules(k).energy().isPresent();
    }

    double sign(int k) {
        return schedule(k).sign();
    }

    double startCost(int k) {
        return rules(k).startCost();
    }

    Variable power(int k) {
        return variable(BidType.POWER, k);
    }

    Variable starts(int k) {
        return variable(BidType.STARTS, k);
    }

    private Variable variable(VariableFamily family, int k) {
        return program.existing(family).of(k);
    }

    private boolean isAny(IntPredicate condition) {
        for (int k = 0; k < bids.size(); k++) {
            if (condition.test(k)) {
                return true;
            }
        }
        return false;
    }

    void add() {
        if (!isAny(this::has)) {
            return;
        }
        program.variables(BidType.POWER, this::has);
        program.variables(BidType.RUNS, this::has);
        program.variables(BidType.STARTS, this::has);
        program.variables(BidType.STARTS_SO_FAR, this::countsStarts);
        program.variables(BidType.ENERGY_SO_FAR, this::countsEnergy);
        for (int k = 0; k < bids.size(); k++) {
            if (!has(k)) {
                continue;
            }
            Variable runs = variable(BidType.RUNS, k);
            program.integer(runs);
            program.between(null, null, k, LinearExpression.of(runs), 0.0, 1.0);
            program.atLeast(null, k, LinearExpression.of(starts(k)), 0.0);
            double least = perUnit.power(schedule(k).least().get(scope.place()));
            double largest = perUnit.power(schedule(k).largest().get(scope.place()));
            program.atLeast(null, k, LinearExpression.of(power(k)).plus(-least, runs), 0.0);
            program.atMost(null, k, LinearExpression.of(power(k)).plus(-largest, runs), 0.0);
            if (scope.begins()) {
                tie(k, program);
            }
        }
    }

    void follow(BidSchedules earlier, LinkRows rows) {
        blocks.follow(earlier.blocks, reach());
        for (int k = 0; k < bids.size(); k++) {
            if (has(k)) {
                tie(k, rows.program());
                double ramp = perUnit.power(rules(k).ramp() * rows.betweenMiddles());
                LinearExpression rise = LinearExpression.of(power(k)).minus(earlier.power(k));
                rows.program().between(BidType.RAMP_DOWN, BidType.RAMP_UP, k, rise, -ramp, ramp);
            }
        }
    }

    /** How many blocks are looked at: all of them where a bid delivers so much or nothing at all. */
    private int reach() {
        int reach = 1;
        for (int k = 0; k < bids.size(); k++) {
            if (has(k)) {
                boolean orNothing = rules(k).energy()
                        .filter(asked -> asked.rule() != Bid.EnergyRule.AT_MOST)
                        .isPresent();
                reach = Math.max(reach, orNothing ? Integer.MAX_VALUE : rules(k).minDuration());
            }
        }
        return reach;
    }

    /** What the block finds of the one before, which is nothing in the first. */
    private void tie(int k, ProgramBuilder rows) {
        BidSchedules before = blocks.before();
        LinearExpression goesOn = LinearExpression.of(variable(BidType.RUNS, k)).minus(starts(k));
        if (before != null) {
            goesOn.minus(before.variable(BidType.RUNS, k));
        }
        rows.atMost(null, k, goesOn, 0.0);
        LinearExpression recent = LinearExpression.of(starts(k)).minus(variable(BidType.RUNS, k));
        blocks.latest(rules(k).minDuration()).stream().skip(1).forEach(block -> recent.plus(block.starts(k)));
        rows.atMost(null, k, recent, 0.0);
        if (countsStarts(k)) {
            add(k, rows, BidType.STARTS_SO_FAR, 1.0, starts(k));
        }
        if (countsEnergy(k)) {
            add(k, rows, BidType.ENERGY_SO_FAR, scope.hours(), power(k));
        }
    }

    /** A sum that runs along, and grows by what the block adds. */
    private void add(int k, ProgramBuilder rows, VariableFamily soFar, double factor, Variable grows) {
        LinearExpression sum = LinearExpression.of(variable(soFar, k)).plus(-factor, grows);
        BidSchedules before = blocks.before();
        if (before != null) {
            sum.minus(before.variable(soFar, k));
        }
        rows.equal(null, k, sum, 0.0);
    }

    /** What is asked of all blocks together, and of starts that would not come to their end. */
    void close(ProgramBuilder rows) {
        for (int k = 0; k < bids.size(); k++) {
            if (!has(k)) {
                continue;
            }
            for (BidSchedules block : blocks.latest(rules(k).minDuration() - 1)) {
                rows.equal(null, k, LinearExpression.of(block.starts(k)), 0.0);
            }
            if (countsStarts(k)) {
                rows.atMost(null, k, LinearExpression.of(variable(BidType.STARTS_SO_FAR, k)), rules(k).maxStarts());
            }
            if (countsEnergy(k)) {
                Bid.Energy asked = rules(k).energy().orElseThrow();
                energy(k, rows, asked.rule(), perUnit.power(asked.mwh()));
            }
        }
    }

    /** A bid that has to deliver so much, or more, may still not run at all. */
    private void energy(int k, ProgramBuilder rows, Bid.EnergyRule rule, double energy) {
        // In a block that stands alone costs count by the hour, and the dual is to be one per MWh all the same.
        double share = scope.begins() ? 1.0 / scope.hours() : 1.0;
        LinearExpression sum = LinearExpression.of(share, variable(BidType.ENERGY_SO_FAR, k));
        if (rule == Bid.EnergyRule.AT_MOST) {
            rows.atMost(BidType.ENERGY_MAX, k, sum, share * energy);
            return;
        }
        Variable runsAtAll = rows.variable();
        rows.between(null, null, k, LinearExpression.of(runsAtAll), 0.0, 1.0);
        for (BidSchedules block : blocks.latest(Integer.MAX_VALUE)) {
            rows.atMost(
                    null,
                    k,
                    LinearExpression.of(block.variable(BidType.RUNS, k)).minus(runsAtAll),
                    0.0);
        }
        sum.plus(-share * energy, runsAtAll);
        rows.between(
                BidType.ENERGY_MIN,
                BidType.ENERGY_MAX,
                k,
                sum,
                0.0,
                rule == Bid.EnergyRule.EXACTLY ? 0.0 : Double.POSITIVE_INFINITY);
    }
}
