package org.flexopf.coordination.scheme;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * How schemes are run.
 *
 * @param model how feeders are modelled
 * @param money who pays for what
 * @param rounds when parties that agree in rounds are done
 * @param parties who answers for the feeders in such rounds, and on what threads
 * @param samples so many points are sampled of an aggregated curve
 * @param voltageMargin by how much operators of feeders keep inside of voltage limits when they plan, p.u.; what is
 *     verified are the limits themselves
 * @param counterActivation whether up and down of one merit order may be called in the same clearing, as they are where
 *     that pays or a line asks for it. A merit order is what an operator clears of one network: the offers that stand
 *     in a feeder in its own program, or all that the operator of the transmission network sees in its own, those of
 *     feeders that are forwarded to its buses among them
 * @param needs what it is worth to operators in the integrated market that their needs are met
 * @param solverChoice the solver
 */
public record SchemeOptions(
        FeederModel model,
        Money money,
        Rounds rounds,
        Parties parties,
        int samples,
        double voltageMargin,
        boolean counterActivation,
        Needs needs,
        SolverChoice solverChoice)
        implements SolverUser<SchemeOptions> {

    /**
     * Who pays for what.
     *
     * @param rule what sellers are paid
     * @param deviation who bears that a feeder's own need moves its interface flow
     * @param splitsCommon whether, in a common market, the operator of each feeder pays what its need costs alone; else
     *     the operator of the transmission network pays all
     */
    public record Money(PaymentRule rule, DeviationCharge deviation, boolean splitsCommon) {

        /** Both are required. */
        public Money {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(deviation, "deviation");
        }
    }

    /**
     * What operators are ready to pay for their needs in the integrated market, where others buy beside them; what
     * costs more is not bought, and the need is not met. An infinite value makes a need hard.
     *
     * @param balance what a MWh of the imbalance is worth to the operator of the transmission network, currency per MWh
     * @param loading what it is worth to the operator of a feeder that a line is not loaded above its rating, currency
     *     per MVAh
     * @param voltage what it is worth to it that a voltage keeps its limit, currency per p.u. and hour
     */
    public record Needs(double balance, double loading, double voltage) {

        /** Needs that are met at any price. */
        public static final Needs HARD =
                new Needs(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        /** @throws IllegalArgumentException if a value is not above zero */
        public Needs {
            if (!(balance > 0.0 && loading > 0.0 && voltage > 0.0)) {
                throw new IllegalArgumentException("needs are worth " + balance + " per MWh, " + loading
                        + " per MVAh and " + voltage + " per p.u. and hour: give numbers above zero, infinite for a "
                        + "need that is met at any price");
            }
        }

        SoftLimits limits() {
            return SoftLimits.none()
                    .with(SoftLimit.RATING, loading)
                    .with(SoftLimit.LOWER_VOLTAGE, voltage)
                    .with(SoftLimit.UPPER_VOLTAGE, voltage);
        }
    }

    /**
     * When parties that agree in rounds are done.
     *
     * @param penalty what a difference at an interface is charged in ADMM, currency per MWh and MW
     * @param primal largest difference at an interface, MW
     * @param dual largest change of a price, currency per MWh
     * @param most so many rounds are gone through
     * @param balances whether the penalty of ADMM follows, at each interface, which of the two is farther off; else it
     *     stays
     */
    public record Rounds(double penalty, double primal, double dual, int most, boolean balances) {

        /** @throws IllegalArgumentException if a number is not above zero */
        public Rounds {
            if (!(penalty > 0.0 && primal > 0.0 && dual > 0.0 && most > 0)) {
                throw new IllegalArgumentException("penalty " + penalty + ", tolerances of " + primal + " MW and "
                        + dual + " per MWh, " + most + " rounds: give numbers above zero");
            }
        }
    }

    /**
     * Who answers for the feeders in rounds.
     *
     * @param executor where operators work at the same time, and on different periods of a day
     * @param patience how long the operator of the transmission network waits for an answer; in vain where the executor
     *     works on the calling thread, which cannot wait for itself
     * @param agents takes the agent that answers by the feeder's model, and gives the one that is asked
     */
    public record Parties(Executor executor, Duration patience, UnaryOperator<FeederAgent> agents) {

        /** All are required. */
        public Parties {
            Objects.requireNonNull(executor, "executor");
            Objects.requireNonNull(patience, "patience");
            Objects.requireNonNull(agents, "agents");
        }
    }

    /** @throws IllegalArgumentException if there are fewer than two samples, or the margin is below zero */
    public SchemeOptions {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(money, "money");
        Objects.requireNonNull(rounds, "rounds");
        Objects.requireNonNull(parties, "parties");
        Objects.requireNonNull(needs, "needs");
        Objects.requireNonNull(solverChoice, "solverChoice");
        if (samples < 2) {
            throw new IllegalArgumentException(samples + " samples make no curve; give two or more");
        }
        if (!(voltageMargin >= 0.0 && voltageMargin < 0.1)) {
            throw new IllegalArgumentException(
                    "a voltage margin of " + voltageMargin + " p.u. leaves no room or is none; give 0 to 0.1");
        }
    }

    /**
     * A model of the feeders; sellers are paid as they bid, ADMM has a penalty of 0.8 and ends at 1e-4 MW and 1e-3 per
     * MWh or after 500 rounds, agents work on the calling thread and are waited for a minute, curves have 41 points,
     * voltages may go to their limits, up and down may be called against each other, and needs are met at any price.
     */
    public static SchemeOptions of(FeederModel model) {
        return new SchemeOptions(
                model,
                new Money(PaymentRule.PAY_AS_BID, DeviationCharge.NONE, false),
                new Rounds(0.8, 1e-4, 1e-3, 500, false),
                new Parties(Runnable::run, Duration.ofMinutes(1), UnaryOperator.identity()),
                41,
                0.0,
                true,
                Needs.HARD,
                SolverChoice.installed());
    }

    /** These options with another model of the feeders. */
    public SchemeOptions withModel(FeederModel other) {
        return new SchemeOptions(
                other, money, rounds, parties, samples, voltageMargin, counterActivation, needs, solverChoice);
    }

    /** These options with other rules of payment. */
    public SchemeOptions withMoney(Money other) {
        return new SchemeOptions(
                model, other, rounds, parties, samples, voltageMargin, counterActivation, needs, solverChoice);
    }

    /** These options with another end of rounds. */
    public SchemeOptions withRounds(Rounds other) {
        return new SchemeOptions(
                model, money, other, parties, samples, voltageMargin, counterActivation, needs, solverChoice);
    }

    /** These options with operators of feeders at work on an executor; what they find does not depend on it. */
    public SchemeOptions on(Executor executor) {
        return withParties(new Parties(executor, parties.patience(), parties.agents()));
    }

    /** These options with other parties. */
    public SchemeOptions withParties(Parties other) {
        return new SchemeOptions(
                model, money, rounds, other, samples, voltageMargin, counterActivation, needs, solverChoice);
    }

    /** These options with another number of samples of a curve. */
    public SchemeOptions withSamples(int count) {
        return new SchemeOptions(
                model, money, rounds, parties, count, voltageMargin, counterActivation, needs, solverChoice);
    }

    /** These options with another margin to voltage limits, p.u. */
    public SchemeOptions withVoltageMargin(double margin) {
        return new SchemeOptions(
                model, money, rounds, parties, samples, margin, counterActivation, needs, solverChoice);
    }

    /** These options with up and down of one merit order in the same clearing, or without. */
    public SchemeOptions withCounterActivation(boolean allowed) {
        return new SchemeOptions(model, money, rounds, parties, samples, voltageMargin, allowed, needs, solverChoice);
    }

    /** These options with other values of needs. */
    public SchemeOptions withNeeds(Needs other) {
        return new SchemeOptions(
                model, money, rounds, parties, samples, voltageMargin, counterActivation, other, solverChoice);
    }

    @Override
    public SchemeOptions withSolver(SolverChoice choice) {
        return new SchemeOptions(
                model, money, rounds, parties, samples, voltageMargin, counterActivation, needs, choice);
    }
}
