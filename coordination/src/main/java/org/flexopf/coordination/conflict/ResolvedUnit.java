package org.flexopf.coordination.conflict;

import java.util.List;
import java.util.Optional;

/**
 * A time unit: its conflicts, what each policy makes of it, and who pays.
 *
 * @param detection the conflicts
 * @param resolutions by policy, in the order of {@link ResolutionPolicy}
 * @param remuneration of what serves both, if there is any
 * @param compensation of what the DSOs take beyond the TSO's wish, if they do
 */
public record ResolvedUnit(
        Detection detection,
        List<Resolution> resolutions,
        Optional<Remuneration> remuneration,
        Optional<Compensation> compensation) {

    /** The list is copied. */
    public ResolvedUnit {
        resolutions = List.copyOf(resolutions);
    }

    /** What a policy makes of it. */
    public Resolution resolution(ResolutionPolicy policy) {
        return resolutions.get(policy.ordinal());
    }
}
