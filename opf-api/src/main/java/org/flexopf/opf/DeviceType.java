package org.flexopf.opf;

import org.flexopf.model.ElementKind;

/**
 * A kind of device, found through {@link java.util.ServiceLoader}: how its elements take part in an optimal power flow.
 * The library's own kinds come first, in the order generators, DC lines, switchable shunts, loads; further kinds follow
 * in the order of their ids.
 */
public interface DeviceType {

    /** The kind of element. */
    ElementKind kind();

    /** All devices of the kind in a block that is being built. */
    Device in(BlockScope scope);
}
