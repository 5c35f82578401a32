package org.flexopf.network;

import java.util.List;
import java.util.stream.Collectors;

/** A network could not be built; carries every fault found, and names them all in its message. */
public class InvalidNetworkException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 50;
    private final String network;
    private final Fault[] faults;

    /** An exception for a non-empty list of faults. */
    public InvalidNetworkException(String network, List<Fault> faults) {
        this(network, faults, "");
    }

    private InvalidNetworkException(String network, List<Fault> faults, String remarks) {
        super(message(network, faults) + remarks);
        this.network = network;
        this.faults = faults.toArray(new Fault[0]);
    }

    /** The same faults with notes on what the input also has and was not read, which may be why. */
    public InvalidNetworkException noting(List<Note> notes) {
        String remarks =
                notes.stream().limit(SHOWN).map(note -> "\n  note: " + note).collect(Collectors.joining());
        InvalidNetworkException noted = new InvalidNetworkException(network, faults(), remarks);
        noted.setStackTrace(getStackTrace());
        return noted;
    }

    /** Every fault found, in the order of the input. */
    public List<Fault> faults() {
        return List.of(faults);
    }

    private static String message(String network, List<Fault> faults) {
        String list = faults.stream().limit(SHOWN).map(fault -> "\n  " + fault).collect(Collectors.joining());
        String more = faults.size() > SHOWN ? "\n  and " + (faults.size() - SHOWN) + " more" : "";
        return network + " has " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:") + list + more;
    }
}
