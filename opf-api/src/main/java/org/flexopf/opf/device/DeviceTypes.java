package org.flexopf.opf.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Network;
import org.flexopf.solver.PlugIns;

/** The kinds of device that take part in optimal power flows: the library's own, and those that are registered. */
public final class DeviceTypes {

    private static final List<DeviceType> OWN =
            List.of(new GeneratorType(), new HvdcLineType(), new ShuntType(), new LoadType());

    private static final PlugIns<DeviceType> PLUG_INS =
            PlugIns.of(DeviceType.class, loader -> ServiceLoader.load(DeviceType.class, loader));

    private DeviceTypes() {}

    /** The library's own types; the registered ones are looked for only where a network has further kinds. */
    private static Map<ElementKind, DeviceType> types(Network network) {
        Map<ElementKind, DeviceType> types = new LinkedHashMap<>();
        OWN.forEach(type -> types.put(type.kind(), type));
        if (network.furtherKinds().isEmpty()) {
            return types;
        }
        List<DeviceType> further = new ArrayList<>(PLUG_INS.installed());
        further.sort(Comparator.comparing(type -> type.kind().id()));
        for (DeviceType type : further) {
            DeviceType other = types.put(type.kind(), type);
            if (other != null) {
                throw new IllegalStateException("two device types are registered for elements of the kind '"
                        + type.kind() + "': " + other.getClass().getName() + " and "
                        + type.getClass().getName() + "; keep one of them");
            }
        }
        return types;
    }

    /**
     * The types of the further kinds that a network has elements of, as far as one is registered, by id of the kind.
     */
    public static List<DeviceType> further(Network network) {
        return types(network).values().stream()
                .filter(type -> network.furtherKinds().contains(type.kind()))
                .toList();
    }

    /**
     * All devices of a block, by kind.
     *
     * @throws IllegalArgumentException if the network has elements of a kind that no device type is registered for
     */
    public static Map<ElementKind, Device> in(BlockScope scope) {
        Map<ElementKind, DeviceType> types = types(scope.network());
        Map<ElementKind, Device> devices = new LinkedHashMap<>();
        types.forEach((kind, type) -> {
            if (OWN.contains(type) || scope.network().furtherKinds().contains(kind)) {
                devices.put(kind, type.in(scope));
            }
        });
        for (ElementKind kind : scope.network().furtherKinds()) {
            if (!devices.containsKey(kind)) {
                throw new IllegalArgumentException(scope.network().name() + " has "
                        + scope.network().elements(kind).size() + " elements of the kind '" + kind
                        + "', and no device type is registered for them; install the " + DeviceType.class.getName()
                        + " of the kind, or take the elements out of the network");
            }
        }
        return devices;
    }
}
