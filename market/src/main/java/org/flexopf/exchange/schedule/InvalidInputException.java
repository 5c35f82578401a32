package org.flexopf.exchange.schedule;

import java.util.List;
import java.util.stream.Collectors;
import org.flexopf.network.Fault;

/** What the market was given cannot be used; carries every fault found, and names them all in its message. */
public final class InvalidInputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 50;
    private final Fault[] faults;

    /**
     * An exception for a non-empty list of faults.
     *
     * @param what has the faults, such as {@code the auction on feeder33}
     */
    public InvalidInputException(String what, List<Fault> faults) {
        super(message(what, faults));
        this.faults = faults.toArray(new Fault[0]);
    }

    /** Throws if there is any fault. */
    public static void throwIfAny(String what, List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(what, faults);
        }
    }

    /** Every fault found, in the order of the input. */
    public List<Fault> faults() {
        return List.of(faults);
    }

    private static String message(String what, List<Fault> faults) {
        String list = faults.stream().limit(SHOWN).map(fault -> "\n  " + fault).collect(Collectors.joining());
        String more = faults.size() > SHOWN ? "\n  and " + (faults.size() - SHOWN) + " more" : "";
        return what + " has " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:") + list + more;
    }
}
