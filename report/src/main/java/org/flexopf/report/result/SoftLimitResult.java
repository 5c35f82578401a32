package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;

/**
 * A kind of limit that was soft, and how far it gave way.
 *
 * @param limit the kind of limit
 * @param exceeded how many elements exceed it
 * @param amount by how much they exceed it together, in {@link SoftLimit#unit}
 * @param cost what the objective was charged for that, currency per hour
 */
public record SoftLimitResult(SoftLimit limit, int exceeded, double amount, double cost) {

    /** The limit is required. */
    public SoftLimitResult {
        Objects.requireNonNull(limit, "limit");
    }

    /** Every kind of limit that is soft for any element, in the order of the kinds. */
    static List<SoftLimitResult> of(SoftLimits soft, List<Slack> slacks) {
        List<SoftLimitResult> rows = new ArrayList<>();
        for (SoftLimit limit : SoftLimit.values()) {
            if (soft.has(limit)) {
                List<Slack> own =
                        slacks.stream().filter(slack -> slack.limit() == limit).toList();
                rows.add(new SoftLimitResult(
                        limit,
                        own.size(),
                        own.stream().mapToDouble(Slack::amount).sum(),
                        own.stream().mapToDouble(Slack::cost).sum()));
            }
        }
        return rows;
    }
}
