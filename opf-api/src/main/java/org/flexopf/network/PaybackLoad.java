package org.flexopf.network;

import java.util.List;
import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A load that is reduced and then consumes more: of every MWh that is reduced in a period, {@code ratio} MWh return in
 * the {@code within} periods after it, and within the horizon. So nothing is reduced in its last period.
 *
 * @param id number of the load, positive and unique among its kind
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param baseline what it consumes where nothing is reduced, MW
 * @param downMax the most that it consumes less, MW
 * @param upMax the most that it consumes more, MW
 * @param ratio what returns of a MWh, MWh; above 1 where comfort costs energy
 * @param within after how many periods it has returned at the latest, at least 1
 * @param cost what a MWh that is reduced costs, currency per MWh
 * @param inService whether it is switched in
 */
public record PaybackLoad(
        int id,
        String name,
        int bus,
        double baseline,
        double downMax,
        double upMax,
        double ratio,
        int within,
        double cost,
        boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("payback", "load with payback");

    /** The name is required; what is wrong with the numbers, {@link #faults} finds. */
    public PaybackLoad {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public PaybackLoad withInService(boolean service) {
        return new PaybackLoad(id, name, bus, baseline, downMax, upMax, ratio, within, cost, service);
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public String label() {
        return KIND + " " + id + (name.isEmpty() ? "" : " '" + name + "'") + " at bus " + bus;
    }

    @Override
    public List<Fault> faults() {
        ElementFaults faults = new ElementFaults(this)
                .finite("baseline", baseline, "MW")
                .notNegative("largest reduction", downMax, "MW")
                .notNegative("largest payback", upMax, "MW")
                .notNegative("ratio of payback", ratio, "MWh per MWh")
                .finite("cost of reduction", cost, "per MWh");
        return within >= 1
                ? faults.all()
                : faults.add(
                                "payback within " + within + " periods",
                                "what is reduced returns in later periods",
                                "give at least 1")
                        .all();
    }
}
