package org.flexopf.pricing.payment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.solver.SolverChoice;

/**
 * A cleared market as payment rules see it: who delivers what, at which cost and prices, and what the optimum would be
 * without some participants. Rules need no more than this, and never see an optimal power flow.
 */
public interface Clearing {

    /** All participants, dispatched or not. */
    List<Participant> participants();

    /** What a participant is cleared for. @throws IllegalArgumentException if it does not take part */
    Award award(Participant participant);

    /** The optimal cost by all offers and the operator's own options, currency per hour. */
    double cost();

    /**
     * The optimum without each of some groups of participants, in the same order. All that a participant offers leaves
     * with it, constant costs included.
     *
     * @throws IllegalArgumentException if somebody does not take part
     * @throws java.util.concurrent.CancellationException if it was interrupted or cancelled
     * @throws org.flexopf.opf.OpfNotSolvedException if an optimum could not be found, nor proved not to exist
     */
    List<Counterfactual> without(List<Set<Participant>> absent);

    /** The optimum without one participant. */
    default Counterfactual without(Participant participant) {
        return without(List.of(Set.of(participant))).get(0);
    }

    /** The awards of the operator's own options, such as the supply at the root. */
    List<Delivery> ownSupply();

    /**
     * What the DC lines and the devices of further kinds of the operator cost, which the optimal cost holds beside
     * generation; currency per hour.
     */
    double deviceCost();

    /** What demand pays and the network earns when everybody trades at nodal prices; empty without prices. */
    Optional<Rent> rent();

    /** Which solver rules ask where they have programs of their own, and with what options: that of the clearing. */
    SolverChoice solverChoice();

    /** What has to be said along with any figure drawn from this clearing. */
    List<String> caveats();
}
