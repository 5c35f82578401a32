package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.flexopf.model.ElementKind;
import org.flexopf.solver.PlugIns;

/** The formats of further kinds of device that are registered, in the order of the ids of their kinds. */
final class DeviceFormats {

    private static final PlugIns<DeviceFormat> PLUG_INS =
            PlugIns.of(DeviceFormat.class, loader -> ServiceLoader.load(DeviceFormat.class, loader));

    private DeviceFormats() {}

    /**
     * The formats by kind.
     *
     * @throws IllegalStateException if two are of one kind, or a list has the name of another field of the case
     */
    static Map<ElementKind, DeviceFormat> installed() {
        return byKind(PLUG_INS.installed());
    }

    static Map<ElementKind, DeviceFormat> byKind(List<DeviceFormat> formats) {
        List<DeviceFormat> sorted = new ArrayList<>(formats);
        sorted.sort(Comparator.comparing(format -> format.kind().id()));
        Map<ElementKind, DeviceFormat> byKind = new LinkedHashMap<>();
        Map<String, Object> lists = new LinkedHashMap<>();
        for (String field : JsonReader.FIELDS) {
            lists.put(field, "the case itself");
        }
        for (DeviceFormat format : sorted) {
            DeviceFormat other = byKind.put(format.kind(), format);
            if (other != null) {
                throw twice("elements of the kind '" + format.kind() + "'", other.getClass(), format);
            }
            Object owner = lists.put(format.list(), format.getClass());
            if (owner != null) {
                throw twice("the field '" + format.list() + "' of a case", owner, format);
            }
        }
        return byKind;
    }

    private static IllegalStateException twice(String what, Object first, DeviceFormat second) {
        return new IllegalStateException("two formats are there for " + what + ": "
                + (first instanceof Class<?> type ? type.getName() : first) + " and "
                + second.getClass().getName() + "; keep one of them");
    }
}
