package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.ConnectedElement;
import org.flexopf.opf.PlanOverTime;
import org.flexopf.opf.device.DeviceType;

/**
 * What a device of a further kind does over time, such as a flexible load: one figure for each period, in the order of
 * time.
 *
 * @param kind id of its kind
 * @param id its number among those of its kind
 * @param name its name; may be empty
 * @param bus number of its bus, the first one if it has several
 * @param consumes whether it is a consumer, whose power is positive where it consumes; else where it supplies
 * @param p its active power, MW
 * @param quantities what else it does
 */
public record DeviceOverTime(
        String kind, int id, String name, int bus, boolean consumes, List<Double> p, List<Quantity> quantities) {

    /**
     * Something that a device does beside its power, such as its temperature.
     *
     * @param name what it is called
     * @param unit its unit
     * @param values one figure for each period; NaN where there is none
     */
    public record Quantity(String name, String unit, List<Double> values) {

        /** All parts are required; the list is copied. */
        public Quantity {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unit, "unit");
            values = List.copyOf(values);
        }
    }

    /** All parts are required; lists are copied. */
    public DeviceOverTime {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        p = List.copyOf(p);
        quantities = List.copyOf(quantities);
    }

    static DeviceOverTime of(DeviceType type, ConnectedElement device, PlanOverTime plan) {
        double sign = type.consumes() ? -1.0 : 1.0;
        // Zero has no sign for people.
        double[] p = Arrays.stream(plan.supply(device))
                .map(supply -> sign * supply + 0.0)
                .toArray();
        List<Quantity> quantities = new ArrayList<>();
        for (VariableFamily family : type.quantities()) {
            double[] values = plan.overTime(family, device);
            if (!Arrays.stream(values).allMatch(Double::isNaN)) {
                String name = family.id().substring(type.kind().id().length() + 1);
                quantities.add(new Quantity(name, family.unit().symbol(), list(values)));
            }
        }
        return new DeviceOverTime(
                type.kind().id(), device.id(), device.name(), device.terminal(0), type.consumes(), list(p), quantities);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** What people call it: its name, or its kind and number. */
    public String label() {
        return name.isBlank() ? kind + " " + id : name;
    }
}
