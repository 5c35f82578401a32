package org.flexopf.opf.problem;

import java.util.Map;
import java.util.function.ToIntFunction;
import org.flexopf.model.ElementKind;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.opf.data.ProfileData;
import org.flexopf.opf.device.Device;
import org.flexopf.opf.device.LinkRows;
import org.flexopf.opf.device.Span;
import org.flexopf.opf.formulation.BlockModel;

/**
 * Periods that are decided, as the devices of a later window find them. Each is its block written once more, with
 * variables that stand for their values ({@link ProgramBuilder#decided}); so every kind of device hands on whatever it
 * hands on inside of a horizon (energies, powers, hours in a state, what is owed, what was started or used up) by the
 * same {@link Device#follow}, and a kind of device needs no word for it. Immutable, and shared by later windows.
 */
public final class DecidedPeriods {

    private final Map<ElementKind, Device> devices;
    private final double hours;
    private final int count;

    private DecidedPeriods(Map<ElementKind, Device> devices, double hours, int count) {
        this.devices = devices;
        this.hours = hours;
        this.count = count;
    }

    /**
     * One more period.
     *
     * @param before the periods before it; {@code null} if there are none
     */
    static DecidedPeriods after(DecidedPeriods before, Block block, Span span, ModelSolution solution) {
        ToIntFunction<ElementKind> elementCount =
                kind -> block.problem().network().elements(kind).size();
        ProgramBuilder program = ProgramBuilder.decided(elementCount, solution.decisions());
        BlockModel model = BlockModel.write(
                block.formulation(),
                block.problem().softLimits(),
                block.problem().network(),
                ProfileData.once(block.profile()),
                program,
                span);
        if (before != null) {
            before.leadTo(model, block.hours(), new ProgramBuilder(elementCount));
        }
        program.forgetRows();
        return new DecidedPeriods(model.devicesByKind(), block.hours(), before == null ? 1 : before.count + 1);
    }

    /** Adds what the devices of a block find. */
    void leadTo(BlockModel next, double nextHours, ProgramBuilder rows) {
        LinkRows between = new LinkRows(rows, hours, nextHours);
        next.devicesByKind().forEach((kind, device) -> {
            Device same = devices.get(kind);
            if (same != null) {
                device.follow(same, between);
            }
        });
    }

    /** How many periods are decided. */
    public int count() {
        return count;
    }

    @Override
    public String toString() {
        return count + (count == 1 ? " decided period" : " decided periods");
    }
}
