package org.flexopf.casefile;

import org.flexopf.model.ElementKind;
import org.flexopf.network.ConnectedElement;

/**
 * How devices of a further kind stand in case files of the library's own JSON format, found through
 * {@link java.util.ServiceLoader}: as a list of objects beside {@code generators} and {@code loads}. Reading what was
 * written gives an equal element.
 */
public interface DeviceFormat {

    /** The kind of element. */
    ElementKind kind();

    /** The field of the case that the list is, in the plural, such as {@code storages}. */
    String list();

    /**
     * The element of an object. It may be made of stand-ins, so that whatever numbers it gets it is made without an
     * exception, and says itself what is {@linkplain ConnectedElement#faults() wrong}.
     */
    ConnectedElement read(FieldReader fields);

    /** Writes the fields of an element of the kind. */
    void write(ConnectedElement element, FieldWriter fields);
}
