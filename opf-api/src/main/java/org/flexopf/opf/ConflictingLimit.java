package org.flexopf.opf;

import java.util.Locale;
import org.flexopf.model.Family;
import org.flexopf.model.Key;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.limit.SoftLimit;

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
        Family family = key.family();
        int element = key.element();
        if (family.equals(SoftLimit.DEMAND.slack())) {
            return new ConflictingLimit(
                    key,
                    SoftLimit.DEMAND.label(),
                    network.loads().get(element).label(),
                    network.loads().get(element).p(),
                    Unit.MW.symbol());
        }
        String label = model.label(key);
        if (family.equals(OpfConstraints.VOLTAGE_MIN) || family.equals(OpfConstraints.VOLTAGE_MAX)) {
            Bus bus = network.buses().get(element);
            return new ConflictingLimit(
                    key,
                    family.label(),
                    label,
                    family.equals(OpfConstraints.VOLTAGE_MIN) ? bus.vMin() : bus.vMax(),
                    Unit.PER_UNIT.symbol());
        }
        if (family.equals(OpfConstraints.ANGLE_MIN) || family.equals(OpfConstraints.ANGLE_MAX)) {
            Branch branch = network.branches().get(element);
            return new ConflictingLimit(
                    key,
                    family.label(),
                    label,
                    family.equals(OpfConstraints.ANGLE_MIN) ? branch.angleMin() : branch.angleMax(),
                    "degrees");
        }
        if (family.equals(OpfConstraints.RATING_FROM) || family.equals(OpfConstraints.RATING_TO)) {
            Branch branch = network.branches().get(element);
            return new ConflictingLimit(
                    key,
                    family.label(),
                    label,
                    branch.hasRating() ? branch.rating() : branch.currentLimit(),
                    Unit.MVA.symbol());
        }
        if (family.equals(OpfConstraints.CURRENT_LIMIT_FROM) || family.equals(OpfConstraints.CURRENT_LIMIT_TO)) {
            return new ConflictingLimit(
                    key, family.label(), label, network.branches().get(element).currentLimit(), Unit.MVA.symbol());
        }
        if (family.equals(OpfConstraints.GENERATOR_CAPABILITY)) {
            return new ConflictingLimit(
                    key,
                    family.label(),
                    label,
                    network.generators().get(element).capability().mva(),
                    Unit.MVA.symbol());
        }
        if (family.equals(OpfConstraints.GENERATOR_Q_LINE_MIN) || family.equals(OpfConstraints.GENERATOR_Q_LINE_MAX)) {
            return new ConflictingLimit(key, family.label(), label, Double.NaN, "");
        }
        if (isGeneratorLimit(family)) {
            return new ConflictingLimit(
                    key,
                    family.label(),
                    label,
                    generatorLimit(network.generators().get(element), family),
                    family.unit().symbol());
        }
        boolean isLowestSetting =
                family.equals(OpfConstraints.TAP_RATIO_MIN) || family.equals(OpfConstraints.SHUNT_Q_MIN);
        if (isLowestSetting
                || family.equals(OpfConstraints.TAP_RATIO_MAX)
                || family.equals(OpfConstraints.SHUNT_Q_MAX)) {
            StepControl control = freed(network, model, key);
            return new ConflictingLimit(
                    key,
                    family.label(),
                    label,
                    isLowestSetting ? control.lower() : control.upper(),
                    (control.kind().isAtBranch() ? Unit.PER_UNIT : Unit.MVAR).symbol());
        }
        return new ConflictingLimit(
                key,
                family.label(),
                label,
                rhs * network.perUnit().step(family.unit()),
                family.unit().symbol());
    }

    /** The control whose range the rows of a key state: a tap changer at a branch, or else a switchable shunt. */
    private static StepControl freed(Network network, FormulatedModel model, Key key) {
        boolean atBranch = key.family().kind().equals(Branch.KIND);
        StepControl.Kind kind = atBranch ? StepControl.Kind.TAP_RATIO : StepControl.Kind.SHUNT_SUSCEPTANCE;
        int id = atBranch
                ? network.branches().get(key.element()).id()
                : network.shunts().get(key.element()).id();
        return model.freedControls().stream()
                .filter(control -> control.kind() == kind && control.element() == id)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isGeneratorLimit(Family family) {
        return family.equals(OpfConstraints.GENERATOR_P_MIN)
                || family.equals(OpfConstraints.GENERATOR_P_MAX)
                || family.equals(OpfConstraints.GENERATOR_Q_MIN)
                || family.equals(OpfConstraints.GENERATOR_Q_MAX);
    }

    private static double generatorLimit(Generator generator, Family family) {
        if (family.equals(OpfConstraints.GENERATOR_P_MIN)) {
            return generator.pMin();
        }
        if (family.equals(OpfConstraints.GENERATOR_P_MAX)) {
            return generator.pMax();
        }
        return family.equals(OpfConstraints.GENERATOR_Q_MIN) ? generator.qMin() : generator.qMax();
    }

    /** In words, such as {@code lower voltage limit of bus 7 (0.95 p.u.)}. */
    @Override
    public String toString() {
        return Double.isNaN(value)
                ? limit + " of " + label
                : String.format(Locale.ROOT, "%s of %s (%.6g %s)", limit, label, value, unit);
    }
}
