package org.flexopf.opf.device;

import java.util.List;
import org.flexopf.network.Network;
import org.flexopf.network.Storage;

/**
 * What a storage may hold at the end of a window, so that it can still meet what is asked of its energy later: at a
 * vehicle's departure, and at the end of the horizon. With full power and nothing of the network in the way,
 *
 * <pre>
 *   least_(t-1) = (least_t - h eta_c C) / a^h,   largest_(t-1) = (largest_t + h D / eta_d) / a^h
 * </pre>
 *
 * each within the range of the energy.
 *
 * @param least MWh
 * @param largest MWh
 */
record StorageReach(double least, double largest) {

    private static final StorageReach ANY = new StorageReach(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** The reach before some periods that end the horizon; anything if there are none. */
    static StorageReach before(int storage, Network network, List<Span.Later> later) {
        if (later.isEmpty()) {
            return ANY;
        }
        Storage own = (Storage) network.elements(Storage.KIND).get(storage);
        StorageReach reach = atTheEnd(own.energy().end());
        for (int t = later.size() - 1; t >= 0; t--) {
            reach = reach.before(
                    own, later.get(t).profile().stay(storage), later.get(t).hours());
        }
        return reach;
    }

    private static StorageReach atTheEnd(Storage.End end) {
        return switch (end.rule()) {
            case FIXED -> new StorageReach(end.energy(), end.energy());
            case AT_LEAST -> new StorageReach(end.energy(), Double.POSITIVE_INFINITY);
            case CYCLIC, FREE -> ANY;
        };
    }

    private StorageReach before(Storage storage, Storage.Stay stay, double hours) {
        if (!stay.isConnected() || stay.arrives()) {
            return ANY;
        }
        Storage.Converter converter = storage.converter();
        double kept = storage.retention(hours);
        double floor =
                Math.max(least, Math.max(stay.least(), storage.energy().range().min()));
        double ceiling = Math.min(largest, storage.energy().range().max());
        return new StorageReach(
                (floor - hours * converter.chargeEfficiency() * converter.chargeMax()) / kept,
                (ceiling + hours * converter.dischargeMax() / converter.dischargeEfficiency()) / kept);
    }
}
