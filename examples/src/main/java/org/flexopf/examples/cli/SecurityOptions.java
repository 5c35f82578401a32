package org.flexopf.examples.cli;

import java.util.List;
import org.flexopf.dcopf.CorrectiveActions;
import org.flexopf.dcopf.DcType;
import org.flexopf.dcopf.SecurityConstrainedDcOpf;
import org.flexopf.dcopf.SecurityResult;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.solver.SolverChoice;
import picocli.CommandLine.Option;

/** The options of {@code opf solve} that are about single outages. */
final class SecurityOptions {

    /** The model that can be secured. */
    private static final DcType SECURED = new DcType();

    @Option(
            names = "--security",
            description = "Keep all limits after the outage of any one branch too (N-1), without dispatching anew: "
                    + "model dc by its own flows, model ac by the AC state after each outage.")
    private boolean wanted;

    @Option(
            names = "--overload-price",
            paramLabel = "PRICE",
            description = "With --security: let limits after an outage be exceeded at "
                    + "this price per MWh, and tell which ones are.")
    private Double overloadPrice;

    @Option(
            names = "--outage-rating",
            paramLabel = "FACTOR",
            description = "With --security: ratings after an outage, as a multiple of those before it.")
    private Double ratingFactor;

    @Option(
            names = "--ramp",
            paramLabel = "PERCENT",
            description =
                    "With --security: let generators move after an outage, by so many percent of their largest power.")
    private Double ramp;

    /** Whether any option about outages is given. */
    boolean isGiven() {
        return wanted || overloadPrice != null || ratingFactor != null || ramp != null;
    }

    /**
     * Requires that no option lets limits give way, or generators move, after an outage. @throws BadInputException if
     * one does
     */
    void requirePreventive(String model) {
        if (overloadPrice != null || ratingFactor != null || ramp != null) {
            throw new BadInputException("--overload-price, --outage-rating and --ramp go with --model " + SECURED.name()
                    + "; --model " + model + " survives outages as it is dispatched, with --security alone");
        }
    }

    /** Whether single outages count. @throws BadInputException if an option of theirs is given without them */
    boolean wanted(FormulationType model) {
        if (wanted && !model.name().equals(SECURED.name())) {
            throw new BadInputException(
                    "--security goes with --model " + SECURED.name() + " only, not with " + model.name());
        }
        if (!wanted && (overloadPrice != null || ratingFactor != null || ramp != null)) {
            throw new BadInputException(
                    "--overload-price, --outage-rating and --ramp say how outages are met; add --security");
        }
        return wanted;
    }

    /** Solves a problem with the security that the options ask for. */
    SecurityResult solve(OpfProblem problem, FormulationOptions options, SolverChoice solver) {
        SecurityConstrainedDcOpf secure =
                SecurityConstrainedDcOpf.of(SECURED.create(options)).withSolver(solver);
        if (overloadPrice != null) {
            secure = secure.withOverloadPenalty(overloadPrice);
        }
        if (ratingFactor != null) {
            secure = secure.withRatingFactor(ratingFactor);
        }
        if (ramp != null) {
            secure = secure.withCorrectiveActions(ramps(problem.network(), ramp));
        }
        return secure.solve(problem);
    }

    private static CorrectiveActions ramps(Network network, double percent) {
        if (!(percent >= 0.0 && percent <= 100.0)) {
            throw new BadInputException("--ramp is " + percent + "; give a percentage from 0 to 100");
        }
        List<Generator> generators = network.generators();
        double[] moves = generators.stream()
                .mapToDouble(
                        generator -> 0.01 * percent * Math.max(Math.abs(generator.pMin()), Math.abs(generator.pMax())))
                .toArray();
        return new CorrectiveActions(moves, moves);
    }
}
