package org.flexopf.examples.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flexopf.acopf.OutageScreen;
import org.flexopf.acopf.SecuredAcOpf;
import org.flexopf.dcopf.CorrectiveActions;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.DcType;
import org.flexopf.dcopf.OutageScreening;
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

    @Option(
            names = "--screened",
            description =
                    "With --security and --model ac: believe the DC model, and find no AC state after outages that "
                            + "bring no limit near by it. Without this it says where to look first, and all are looked at.")
    private boolean screened;

    /** Whether any option about outages is given. */
    boolean isGiven() {
        return wanted || overloadPrice != null || ratingFactor != null || ramp != null || screened;
    }

    /**
     * Requires that no option lets limits give way, or generators move, after an outage. @throws BadInputException if
     * one does
     */
    void requirePreventive(String model) {
        if (screened && !wanted) {
            throw new BadInputException("--screened says how outages are met; add --security");
        }
        if (overloadPrice != null || ratingFactor != null || ramp != null) {
            throw new BadInputException("--overload-price, --outage-rating and --ramp go with --model " + SECURED.name()
                    + "; --model " + model + " survives outages as it is dispatched, with --security alone");
        }
    }

    /** Whether single outages count. @throws BadInputException if an option of theirs is given without them */
    boolean wanted(FormulationType model) {
        if (wanted && !model.name().equals(SECURED.name())) {
            throw new BadInputException("--security goes with --model " + SECURED.name() + " and --model " + Models.AC
                    + " only, not with " + model.name());
        }
        if (screened) {
            throw new BadInputException("--screened goes with --model " + Models.AC + " and --security; --model "
                    + model.name() + " finds no AC state after outages");
        }
        if (!wanted && (overloadPrice != null || ratingFactor != null || ramp != null)) {
            throw new BadInputException(
                    "--overload-price, --outage-rating and --ramp say how outages are met; add --security");
        }
        return wanted;
    }

    /** How the AC problem is secured; empty where outages do not count. */
    Optional<Function<OpfProblem, SecuredAcOpf>> securingAc() {
        return wanted ? Optional.of(this::securedAc) : Optional.empty();
    }

    /** The DC model is the screen of outages where there is one. */
    private SecuredAcOpf securedAc(OpfProblem problem) {
        SecuredAcOpf secured = SecuredAcOpf.of(problem);
        Optional<String> whyNot = new DcOpf().whyNot(problem.network());
        if (whyNot.isPresent() && screened) {
            throw new BadInputException("--screened goes by the DC model: " + whyNot.get());
        }
        OutageScreen screen = (network, point) -> OutageScreening.of(network).suspects(point);
        return whyNot.isPresent() ? secured : screened ? secured.withTrustedScreen(screen) : secured.withScreen(screen);
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
