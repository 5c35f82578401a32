package org.flexopf.opf.problem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Element;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Network;
import org.flexopf.opf.device.Device;
import org.flexopf.opf.device.LinkRows;
import org.flexopf.opf.formulation.BlockModel;

/**
 * What devices hand from one block to the next, such as stored energy: every kind of device adds the rows that it
 * needs. Devices without memory add none.
 *
 * <p>Both blocks have the same devices of further kinds.
 *
 * @param earlier the label of the block before
 * @param later the label of the block after it
 */
public record DeviceMemory(String earlier, String later) implements Link {

    @Override
    public String label() {
        return earlier + " to " + later;
    }

    @Override
    public void addTo(LinkedModel model) {
        BlockModel before = model.model(earlier);
        requireSameDevices(before.network(), model.model(later).network());
        LinkRows rows = new LinkRows(model.program(), model.hours(earlier), model.hours(later));
        model.model(later).devicesByKind().forEach((ElementKind kind, Device device) -> {
            Device same = before.devicesByKind().get(kind);
            if (same != null) {
                device.follow(same, rows);
            }
        });
    }

    /** Devices are followed by their places, so that both blocks have the same ones. */
    private void requireSameDevices(Network before, Network after) {
        Set<ElementKind> kinds = new LinkedHashSet<>(before.furtherKinds());
        kinds.addAll(after.furtherKinds());
        for (ElementKind kind : kinds) {
            List<ElementRef> was =
                    before.elements(kind).stream().map(Element::ref).toList();
            List<ElementRef> is =
                    after.elements(kind).stream().map(Element::ref).toList();
            if (!was.equals(is)) {
                throw new IllegalArgumentException("the memory from block '" + earlier + "' to block '" + later
                        + "' joins other devices: " + was + " before and " + is
                        + " after; give both blocks the same ones in the same order, and switch out those that are "
                        + "not there");
            }
        }
    }
}
