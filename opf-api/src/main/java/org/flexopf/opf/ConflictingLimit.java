package org.flexopf.opf;

import java.util.Locale;
import org.flexopf.model.ElementType;
import org.flexopf.model.Key;
import org.flexopf.model.Quantity;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;

/**
 * A limit or a demand that cannot be met together with others.
 *
 * @param key its name; a demand goes by {@link SoftLimit#DEMAND}'s slack, and the index of its load
 * @param limit what it is, such as {@code lower voltage limit} or {@code demand}
 * @param label how messages call the element that has it
 * @param value its value: p.u. for voltages, degrees for angles, MW, Mvar or MVA for powers; NaN for a limit that has
 *     no single value
 * @param unit the unit of the value, empty if it has none
 */
public record ConflictingLimit(Key key, String limit, String label, double value, String unit) {

    /**
     * The limit of a key in a model of a network; the right-hand side of its row (p.u.) is its value where the network
     * does not tell.
     */
    static ConflictingLimit of(Network network, FormulatedModel model, Key key, double rhs) {
        Quantity quantity = key.quantity();
        int element = key.element();
        if (quantity.equals(SoftLimit.DEMAND.slack())) {
            return new ConflictingLimit(
                    key,
                    SoftLimit.DEMAND.label(),
                    network.loads().get(element).label(),
                    network.loads().get(element).p(),
                    Unit.MW.symbol());
        }
        String label = model.label(key);
        if (quantity.equals(Quantity.VOLTAGE_MIN) || quantity.equals(Quantity.VOLTAGE_MAX)) {
            Bus bus = network.buses().get(element);
            return new ConflictingLimit(
                    key,
                    quantity.name(),
                    label,
                    quantity.equals(Quantity.VOLTAGE_MIN) ? bus.vMin() : bus.vMax(),
                    Unit.PER_UNIT.symbol());
        }
        if (quantity.equals(Quantity.ANGLE_MIN) || quantity.equals(Quantity.ANGLE_MAX)) {
            Branch branch = network.branches().get(element);
            return new ConflictingLimit(
                    key,
                    quantity.name(),
                    label,
                    quantity.equals(Quantity.ANGLE_MIN) ? branch.angleMin() : branch.angleMax(),
                    "degrees");
        }
        if (quantity.equals(Quantity.RATING_FROM) || quantity.equals(Quantity.RATING_TO)) {
            Branch branch = network.branches().get(element);
            return new ConflictingLimit(
                    key,
                    quantity.name(),
                    label,
                    branch.hasRating() ? branch.rating() : branch.currentLimit(),
                    Unit.MVA.symbol());
        }
        if (quantity.equals(Quantity.CURRENT_LIMIT_FROM) || quantity.equals(Quantity.CURRENT_LIMIT_TO)) {
            return new ConflictingLimit(
                    key, quantity.name(), label, network.branches().get(element).currentLimit(), Unit.MVA.symbol());
        }
        if (quantity.equals(Quantity.GENERATOR_CAPABILITY)) {
            return new ConflictingLimit(
                    key,
                    quantity.name(),
                    label,
                    network.generators().get(element).capability().mva(),
                    Unit.MVA.symbol());
        }
        if (isGeneratorLimit(quantity)) {
            return new ConflictingLimit(
                    key,
                    quantity.name(),
                    label,
                    generatorLimit(network.generators().get(element), quantity),
                    quantity.unit().symbol());
        }
        boolean isLowestSetting = quantity.equals(Quantity.TAP_RATIO_MIN) || quantity.equals(Quantity.SHUNT_Q_MIN);
        if (isLowestSetting || quantity.equals(Quantity.TAP_RATIO_MAX) || quantity.equals(Quantity.SHUNT_Q_MAX)) {
            StepControl control = freed(network, model, key);
            return new ConflictingLimit(
                    key,
                    quantity.name(),
                    label,
                    isLowestSetting ? control.lower() : control.upper(),
                    (control.kind().isAtBranch() ? Unit.PER_UNIT : Unit.MVAR).symbol());
        }
        return new ConflictingLimit(
                key,
                quantity.name(),
                label,
                rhs * network.perUnit().step(quantity.unit()),
                quantity.unit().symbol());
    }

    /** The control whose range the rows of a key state: a tap changer at a branch, or else a switchable shunt. */
    private static StepControl freed(Network network, FormulatedModel model, Key key) {
        boolean atBranch = key.quantity().element() == ElementType.BRANCH;
        StepControl.Kind kind = atBranch ? StepControl.Kind.TAP_RATIO : StepControl.Kind.SHUNT_SUSCEPTANCE;
        int id = atBranch
                ? network.branches().get(key.element()).id()
                : network.shunts().get(key.element()).id();
        return model.freedControls().stream()
                .filter(control -> control.kind() == kind && control.element() == id)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isGeneratorLimit(Quantity quantity) {
        return quantity.equals(Quantity.GENERATOR_P_MIN)
                || quantity.equals(Quantity.GENERATOR_P_MAX)
                || quantity.equals(Quantity.GENERATOR_Q_MIN)
                || quantity.equals(Quantity.GENERATOR_Q_MAX);
    }

    private static double generatorLimit(Generator generator, Quantity quantity) {
        if (quantity.equals(Quantity.GENERATOR_P_MIN)) {
            return generator.pMin();
        }
        if (quantity.equals(Quantity.GENERATOR_P_MAX)) {
            return generator.pMax();
        }
        return quantity.equals(Quantity.GENERATOR_Q_MIN) ? generator.qMin() : generator.qMax();
    }

    /** In words, such as {@code lower voltage limit of bus 7 (0.95 p.u.)}. */
    @Override
    public String toString() {
        return Double.isNaN(value)
                ? limit + " of " + label
                : String.format(Locale.ROOT, "%s of %s (%.6g %s)", limit, label, value, unit);
    }
}
