package org.flexopf.casefile;

import org.flexopf.model.ElementKind;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;

/** How storages stand in case files. */
public final class StorageFormat implements DeviceFormat {

    /** For the {@link java.util.ServiceLoader}. */
    public StorageFormat() {}

    @Override
    public ElementKind kind() {
        return Storage.KIND;
    }

    @Override
    public String list() {
        return "storages";
    }

    @Override
    public ConnectedElement read(FieldReader fields) {
        Storage.Converter converter = new Storage.Converter(
                fields.number("chargeMax"),
                fields.number("dischargeMax"),
                fields.number("chargeEfficiency", 1.0),
                fields.number("dischargeEfficiency", 1.0),
                fields.number("apparentMax", Double.POSITIVE_INFINITY),
                fields.number("throughputCost", 0.0),
                fields.flag("exclusive", false));
        Storage.End end = new Storage.End(
                fields.choice("end", Storage.Rule.class, Storage.Rule.FREE),
                fields.number("energyEnd", 0.0),
                fields.number("valueEnd", 0.0));
        Storage.Energy energy = new Storage.Energy(
                new Range(fields.number("energyMin", 0.0), fields.number("energyMax")),
                fields.number("energyInitial", 0.0),
                fields.number("selfDischarge", 0.0),
                end);
        return new Storage(
                fields.integer("id"),
                fields.text("name", ""),
                fields.integer("bus"),
                converter,
                energy,
                fields.flag("inService", true));
    }

    @Override
    public void write(ConnectedElement element, FieldWriter fields) {
        Storage storage = (Storage) element;
        fields.integer("id", storage.id());
        fields.text("name", storage.name(), "");
        fields.integer("bus", storage.bus());
        Storage.Converter converter = storage.converter();
        fields.number("chargeMax", converter.chargeMax());
        fields.number("dischargeMax", converter.dischargeMax());
        fields.number("chargeEfficiency", converter.chargeEfficiency(), 1.0);
        fields.number("dischargeEfficiency", converter.dischargeEfficiency(), 1.0);
        fields.number("apparentMax", converter.apparentMax(), Double.POSITIVE_INFINITY);
        fields.number("throughputCost", converter.throughputCost(), 0.0);
        fields.flag("exclusive", converter.isExclusive(), false);
        Storage.Energy energy = storage.energy();
        fields.number("energyMin", energy.range().min(), 0.0);
        fields.number("energyMax", energy.range().max());
        fields.number("energyInitial", energy.initial(), 0.0);
        fields.number("selfDischarge", energy.selfDischarge(), 0.0);
        Storage.End end = energy.end();
        fields.choice("end", end.rule(), Storage.Rule.FREE);
        fields.number("energyEnd", end.energy(), 0.0);
        fields.number("valueEnd", end.value(), 0.0);
        fields.flag("inService", storage.inService(), true);
    }

    @Override
    public String toString() {
        return list();
    }
}
