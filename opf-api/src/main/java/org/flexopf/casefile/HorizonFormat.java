package org.flexopf.casefile;

import java.util.List;
import org.flexopf.model.ElementKind;
import org.flexopf.network.ConnectedElement;

/**
 * How devices of a kind stand in the list {@code devices} of the horizon format, found through
 * {@link java.util.ServiceLoader}. Reading what was written gives equal devices.
 */
public interface HorizonFormat {

    /** The kind of element; its id is what the field {@code kind} of such a device says. */
    ElementKind kind();

    /**
     * The device as it is in every period, in the order of time: it keeps its bus, and is switched in. It may be made
     * of stand-ins, so that whatever numbers it gets it is made without an exception, and says itself what is
     * {@linkplain ConnectedElement#faults() wrong}; what no period can say alone goes to {@link HorizonFields#fault}.
     *
     * @param id the number of the device among those of its kind
     * @param fields what the file says of it
     */
    List<? extends ConnectedElement> read(int id, HorizonFields fields);

    /**
     * Writes the fields of a device but for its kind. What the format has no field for need not be looked at: whoever
     * writes a horizon compares it with what is read back.
     *
     * @param overTime the device as it is in every period, in the order of time; at least one
     */
    void write(List<? extends ConnectedElement> overTime, HorizonFieldWriter fields);
}
