package org.flexopf.coordination.scheme;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
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
     * When parties that agree in rounds are done.
     *
     * @param penalty what a difference at an interface is charged in ADMM, currency per MWh and MW
     * @param primal largest difference at an interface, MW
     * @param dual largest change of a price, currency per MWh
     * @param most so many rounds are gone through
     */
    public record Rounds(double penalty, double primal, double dual, int most) {

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
     * @param executor where operators of feeders work at the same time
     * @param patience how long the operator of the transmission network waits for an answer
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
     * voltages may go to their limits, and up and down may be called against each other.
     */
    public static SchemeOptions of(FeederModel model) {
        return new SchemeOptions(
                model,
                new Money(PaymentRule.PAY_AS_BID, DeviationCharge.NONE, false),
                new Rounds(0.8, 1e-4, 1e-3, 500),
                new Parties(Runnable::run, Duration.ofMinutes(1), UnaryOperator.identity()),
                41,
                0.0,
                true,
                SolverChoice.installed());
    }

    /** These options with another model of the feeders. */
    public SchemeOptions withModel(FeederModel other) {
        return new SchemeOptions(
                other, money, rounds, parties, samples, voltageMargin, counterActivation, solverChoice);
    }

    /** These options with other rules of payment. */
    public SchemeOptions withMoney(Money other) {
        return new SchemeOptions(
                model, other, rounds, parties, samples, voltageMargin, counterActivation, solverChoice);
    }

    /** These options with another end of rounds. */
    public SchemeOptions withRounds(Rounds other) {
        return new SchemeOptions(model, money, other, parties, samples, voltageMargin, counterActivation, solverChoice);
    }

    /** These options with operators of feeders at work on an executor; what they find does not depend on it. */
    public SchemeOptions on(Executor executor) {
        return withParties(new Parties(executor, parties.patience(), parties.agents()));
    }

    /** These options with other parties. */
    public SchemeOptions withParties(Parties other) {
        return new SchemeOptions(model, money, rounds, other, samples, voltageMargin, counterActivation, solverChoice);
    }

    /** These options with another number of samples of a curve. */
    public SchemeOptions withSamples(int count) {
        return new SchemeOptions(model, money, rounds, parties, count, voltageMargin, counterActivation, solverChoice);
    }

    /** These options with another margin to voltage limits, p.u. */
    public SchemeOptions withVoltageMargin(double margin) {
        return new SchemeOptions(model, money, rounds, parties, samples, margin, counterActivation, solverChoice);
    }

    /** These options with up and down of one merit order in the same clearing, or without. */
    public SchemeOptions withCounterActivation(boolean allowed) {
        return new SchemeOptions(model, money, rounds, parties, samples, voltageMargin, allowed, solverChoice);
    }

    @Override
    public SchemeOptions withSolver(SolverChoice choice) {
        return new SchemeOptions(model, money, rounds, parties, samples, voltageMargin, counterActivation, choice);
    }
}
