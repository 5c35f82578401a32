package org.flexopf.opf;

import org.flexopf.model.ElementKind;

/**
 * What devices hand from one block to the next, such as stored energy: every kind of device adds the rows that it
 * needs. Devices without memory add none.
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
        PeriodModel before = model.model(earlier);
        double hours = model.blocks().get(model.indexOf(later)).hours();
        model.model(later).devicesByKind().forEach((ElementKind kind, Device device) -> {
            Device same = before.devicesByKind().get(kind);
            if (same != null) {
                device.follow(same, new LinkRows(model.program(), hours));
            }
        });
    }
}
