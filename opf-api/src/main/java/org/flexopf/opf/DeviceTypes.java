package org.flexopf.opf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.flexopf.model.ElementKind;

/** The kinds of device that take part in optimal power flows: the library's own, and those that are registered. */
final class DeviceTypes {

    private static final List<DeviceType> OWN =
            List.of(new GeneratorType(), new HvdcLineType(), new ShuntType(), new LoadType());

    private static final List<DeviceType> ALL = all();

    private DeviceTypes() {}

    private static List<DeviceType> all() {
        List<DeviceType> further = new ArrayList<>();
        ServiceLoader.load(DeviceType.class, DeviceType.class.getClassLoader()).forEach(further::add);
        further.sort(Comparator.comparing(type -> type.kind().id()));
        Map<ElementKind, DeviceType> types = new LinkedHashMap<>();
        OWN.forEach(type -> types.put(type.kind(), type));
        for (DeviceType type : further) {
            DeviceType other = types.put(type.kind(), type);
            if (other != null) {
                throw new IllegalStateException("two device types are registered for elements of the kind '"
                        + type.kind() + "': " + other.getClass().getName() + " and "
                        + type.getClass().getName() + "; keep one of them");
            }
        }
        return List.copyOf(types.values());
    }

    /** All devices of a block, by kind. */
    static Map<ElementKind, Device> in(BlockScope scope) {
        Map<ElementKind, Device> devices = new LinkedHashMap<>();
        ALL.forEach(type -> devices.put(type.kind(), type.in(scope)));
        return devices;
    }
}
