package org.flexopf.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A store of energy at a bus, such as a battery. It takes power from the network (charges) and gives power to it
 * (discharges); what it gives is positive. Its energy at the end of a period of h hours is
 *
 * <pre>
 *   e = (1 - selfDischarge)^h e_before + h (chargeEfficiency charge - discharge / dischargeEfficiency)
 * </pre>
 *
 * @param id number of the storage, positive and unique
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param converter what stands between the energy and the network
 * @param energy what it holds
 * @param inService whether it is switched in
 */
public record Storage(int id, String name, int bus, Converter converter, Energy energy, boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("storage", "storage");

    /**
     * What stands between the energy and the network. Powers are those at the terminals.
     *
     * @param chargeMax largest charge, MW
     * @param dischargeMax largest discharge, MW
     * @param chargeEfficiency the share of what is charged that is stored, above 0 and at most 1
     * @param dischargeEfficiency the share of what is taken from the store that is discharged, above 0 and at most 1
     * @param apparentMax largest apparent power, MVA, with reactive power within it; infinite for a converter without
     *     reactive power
     * @param throughputCost what a MWh costs that is charged, and one that is discharged, currency per MWh
     * @param isExclusive whether it never charges and discharges in one period, which takes an integer for each
     */
    public record Converter(
            double chargeMax,
            double dischargeMax,
            double chargeEfficiency,
            double dischargeEfficiency,
            double apparentMax,
            double throughputCost,
            boolean isExclusive) {

        /** A converter without reactive power and costs. */
        public static Converter of(double chargeMax, double dischargeMax, double chargeEfficiency, double discharge) {
            return new Converter(
                    chargeMax, dischargeMax, chargeEfficiency, discharge, Double.POSITIVE_INFINITY, 0.0, false);
        }

        /** The same with reactive power within an apparent power, MVA. */
        public Converter withApparentMax(double mva) {
            return new Converter(
                    chargeMax, dischargeMax, chargeEfficiency, dischargeEfficiency, mva, throughputCost, isExclusive);
        }

        /** The same at another cost of what is charged and of what is discharged, currency per MWh. */
        public Converter withThroughputCost(double perMwh) {
            return new Converter(
                    chargeMax, dischargeMax, chargeEfficiency, dischargeEfficiency, apparentMax, perMwh, isExclusive);
        }

        /** The same that charges or discharges in a period, or may do both. */
        public Converter withExclusive(boolean exclusive) {
            return new Converter(
                    chargeMax,
                    dischargeMax,
                    chargeEfficiency,
                    dischargeEfficiency,
                    apparentMax,
                    throughputCost,
                    exclusive);
        }

        /** Whether it has reactive power. */
        public boolean hasReactivePower() {
            return apparentMax < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * What a storage holds.
     *
     * @param range least and largest energy at the end of a period, MWh
     * @param initial energy before the first period, MWh; not used where the end is cyclic
     * @param selfDischarge the share that is lost in an hour, from 0 to below 1
     * @param end what is asked of the energy after the last period
     */
    public record Energy(Range range, double initial, double selfDischarge, End end) {

        /** The range and the end are required. */
        public Energy {
            Objects.requireNonNull(range, "range");
            Objects.requireNonNull(end, "end");
        }
    }

    /**
     * What is asked of the energy after the last period.
     *
     * @param rule which condition
     * @param energy MWh, for {@link Rule#FIXED} and {@link Rule#AT_LEAST}
     * @param value what a MWh that is left is worth, currency per MWh, for {@link Rule#FREE}
     */
    public record End(Rule rule, double energy, double value) {

        /** The rule is required. */
        public End {
            Objects.requireNonNull(rule, "rule");
        }

        /** So much is left, MWh. */
        public static End fixed(double energy) {
            return new End(Rule.FIXED, energy, 0.0);
        }

        /** At least so much is left, MWh. */
        public static End atLeast(double energy) {
            return new End(Rule.AT_LEAST, energy, 0.0);
        }

        /** As much is left as there was before the first period, however much that is. */
        public static End cyclic() {
            return new End(Rule.CYCLIC, 0.0, 0.0);
        }

        /** What is left is worth so much, currency per MWh. */
        public static End free(double value) {
            return new End(Rule.FREE, 0.0, value);
        }
    }

    /**
     * Whether a storage is there in a period, as a vehicle is while it is plugged in.
     *
     * @param isConnected whether it is there at all; if not, it does nothing and nothing is asked of its energy
     * @param arrival the energy that it comes with at the begin of the period, MWh; NaN for what the period before has
     *     left
     * @param least the least energy at the end of the period, MWh, such as what a vehicle needs at its departure; a
     *     smaller number than the storage's own least energy asks for nothing more
     */
    public record Stay(boolean isConnected, double arrival, double least) {

        /** It is there, as it was in the period before. */
        public static final Stay ON = new Stay(true, Double.NaN, Double.NEGATIVE_INFINITY);

        /** It is away. */
        public static final Stay AWAY = new Stay(false, Double.NaN, Double.NEGATIVE_INFINITY);

        /** Whether it arrives at the begin of the period. */
        public boolean arrives() {
            return !Double.isNaN(arrival);
        }
    }

    /** A condition on the energy after the last period. */
    public enum Rule {
        /** It is given. */
        FIXED,
        /** It is not below what is given. */
        AT_LEAST,
        /** It is the energy before the first period, which is free within the range. */
        CYCLIC,
        /** It is free, at a value. */
        FREE
    }

    /** All parts are required; what is wrong with the numbers, {@link #faults} finds. */
    public Storage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(converter, "converter");
        Objects.requireNonNull(energy, "energy");
    }

    /** A storage in service that may end as it likes. */
    public static Storage of(int id, int bus, Converter converter, Range range, double initial) {
        return new Storage(id, "", bus, converter, new Energy(range, initial, 0.0, End.free(0.0)), true);
    }

    /** This storage under another name. */
    public Storage withName(String newName) {
        return new Storage(id, newName, bus, converter, energy, inService);
    }

    /** This storage with another converter. */
    public Storage withConverter(Converter newConverter) {
        return new Storage(id, name, bus, newConverter, energy, inService);
    }

    /** This storage with another condition on what is left. */
    public Storage withEnd(End end) {
        return withEnergy(new Energy(energy.range(), energy.initial(), energy.selfDischarge(), end));
    }

    /** This storage with another share that is lost in an hour. */
    public Storage withSelfDischarge(double share) {
        return withEnergy(new Energy(energy.range(), energy.initial(), share, energy.end()));
    }

    /** This storage with other energy in it. */
    public Storage withEnergy(Energy newEnergy) {
        return new Storage(id, name, bus, converter, newEnergy, inService);
    }

    @Override
    public Storage withInService(boolean service) {
        return new Storage(id, name, bus, converter, energy, service);
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public String label() {
        return "storage " + id + (name.isEmpty() ? "" : " '" + name + "'") + " at bus " + bus;
    }

    /** What a MWh in the store is of a MWh in it so many hours before, with what is lost meanwhile. */
    public double retention(double hours) {
        return Math.pow(1.0 - energy.selfDischarge(), hours);
    }

    @Override
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        requireNotNegative(faults, "largest charge", converter.chargeMax(), "MW");
        requireNotNegative(faults, "largest discharge", converter.dischargeMax(), "MW");
        requireShare(faults, "charge efficiency", converter.chargeEfficiency());
        requireShare(faults, "discharge efficiency", converter.dischargeEfficiency());
        if (!(converter.apparentMax() > 0.0)) {
            faults.add(fault(
                    "largest apparent power " + converter.apparentMax() + " MVA",
                    "its converter could do nothing",
                    "give a power above zero, or none for a converter without reactive power"));
        }
        if (!(converter.throughputCost() >= 0.0 && converter.throughputCost() < Double.POSITIVE_INFINITY)) {
            faults.add(fault(
                    "throughput cost " + converter.throughputCost() + " per MWh",
                    "it would be paid for charging and discharging at once",
                    "give a finite cost of zero or more"));
        }
        if (!(energy.selfDischarge() >= 0.0 && energy.selfDischarge() < 1.0)) {
            faults.add(fault(
                    "self-discharge " + energy.selfDischarge() + " per hour",
                    "it is the share of the energy that is lost in an hour",
                    "give a number from 0 to below 1"));
        }
        Range range = energy.range();
        if (!(range.min() <= range.max() && Double.isFinite(range.min()) && range.max() < Double.POSITIVE_INFINITY)) {
            faults.add(fault(
                    "energy " + range.min() + " to " + range.max() + " MWh",
                    "there is nothing between",
                    "give two finite numbers, the smaller one first"));
            return faults;
        }
        if (energy.end().rule() != Rule.CYCLIC) {
            requireWithin(faults, "initial energy", energy.initial());
        }
        if (energy.end().rule() == Rule.FIXED || energy.end().rule() == Rule.AT_LEAST) {
            requireWithin(faults, "final energy", energy.end().energy());
        }
        if (!Double.isFinite(energy.end().value())) {
            faults.add(fault(
                    "value of what is left " + energy.end().value() + " per MWh",
                    "it is a price",
                    "give a finite number"));
        }
        return faults;
    }

    private void requireNotNegative(List<Fault> faults, String what, double value, String unit) {
        if (!(value >= 0.0 && value < Double.POSITIVE_INFINITY)) {
            faults.add(fault(
                    what + " " + value + " " + unit,
                    "what it takes and what it gives are counted apart, each from zero",
                    "give a finite number of zero or more"));
        }
    }

    private void requireShare(List<Fault> faults, String what, double value) {
        if (!(value > 0.0 && value <= 1.0)) {
            faults.add(fault(
                    what + " " + value,
                    "a storage makes no energy",
                    "give a number above 0 and at most 1, such as 0.95"));
        }
    }

    private void requireWithin(List<Fault> faults, String what, double value) {
        Range range = energy.range();
        if (Double.isNaN(value) || range.excess(value) > 0.0) {
            faults.add(fault(
                    what + " " + value + " MWh",
                    "it lies outside of " + range.min() + " to " + range.max() + " MWh",
                    "give an energy that the storage can hold"));
        }
    }

    private Fault fault(String value, String cause, String fix) {
        return new Fault(label(), value, cause, fix);
    }
}
