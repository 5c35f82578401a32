package org.flexopf.exchange.auction;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flexopf.network.Bid;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Generator;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.ProgramChange;
import org.flexopf.pricing.payment.Award;
import org.flexopf.pricing.payment.Counterfactual;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.solver.SolveStatus;

/** The optima of an auction without some owners, which are kept. Safe to use from many threads. */
final class WithoutOwners {

    private final Opf opf;
    private final AuctionProblem problem;
    private final OpfRun run;
    private final double cost;
    private final boolean canBeChanged;
    private final Map<Set<Participant>, Counterfactual> known = new ConcurrentHashMap<>();

    /** @param run the optimum with all owners, at its integers */
    WithoutOwners(Opf opf, AuctionProblem problem, OpfRun run, double cost) {
        this.opf = opf;
        this.problem = problem;
        this.run = run;
        this.cost = cost;
        // What is decided is decided anew without an owner, and what ties periods is told apart only where it is
        // written; else the same program is changed and solved.
        this.canBeChanged = problem.auction().periods().size() == 1
                && problem.auction().offers().stream()
                        .allMatch(
                                offer -> offer.minimum() == 0.0 && offer.links().isEmpty());
    }

    Counterfactual of(Set<Participant> absent, Function<Participant, Award> awards) {
        if (absent.stream().map(awards).noneMatch(Award::isDispatched)) {
            return Counterfactual.feasible(cost);
        }
        return known.computeIfAbsent(Set.copyOf(absent), this::solve);
    }

    private Counterfactual solve(Set<Participant> absent) {
        Set<String> owners = absent.stream().map(Participant::id).collect(Collectors.toSet());
        OpfResult result = canBeChanged ? solveChanged(owners) : opf.solve(problem.without(owners, opf.formulation()));
        if (result.status() == SolveStatus.INTERRUPTED) {
            throw new CancellationException("interrupted while solving without an owner");
        }
        if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return new Counterfactual(OptionalDouble.empty(), true);
        }
        return Counterfactual.feasible(result.run()
                .orElseThrow(() -> new OpfNotSolvedException(
                        result.status(), "the optimum without " + owners + " is not known: " + result.message()))
                .objective());
    }

    private OpfResult solveChanged(Set<String> owners) {
        ProgramChange change = ProgramChange.none();
        for (int k = 0; k < problem.auction().offers().size(); k++) {
            AuctionOffer offer = problem.auction().offers().get(k);
            if (owners.contains(offer.owner()) && problem.auction().takesPart(offer)) {
                change = change.without(new ElementRef(
                        offer.kind() == AuctionOffer.Kind.P ? Bid.KIND : Generator.KIND, problem.numberOf(k)));
            }
        }
        return run.prepared().fork().solve(change, run);
    }
}
