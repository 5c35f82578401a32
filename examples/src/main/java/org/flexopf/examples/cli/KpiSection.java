package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RunKpis;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.socp.AcSearch;
import org.flexopf.socp.ExactnessReport;

/** The key figures of the run. */
record KpiSection(RunKpis kpis) implements ReportSection {

    /**
     * The figures of a solution; tightness, exactness and gap only where the model is one of branch flows.
     *
     * @param search what the search for an AC-feasible point found, or {@code null}
     */
    static KpiSection of(OpfSolution solution, ModelChoice model, AcSearch.Outcome search) {
        RunKpis kpis = RunKpis.of(solution);
        if (!model.isBranchFlow()) {
            return new KpiSection(kpis);
        }
        ExactnessReport exactness = ExactnessReport.of(solution);
        kpis = kpis.withExactness(exactness.maxResidual(), exactness.isExact());
        if (search != null && search.best().isPresent() && search.lowerBound().isPresent()) {
            return new KpiSection(kpis.withGap(
                    search.lowerBound().getAsDouble(), search.best().get().value()));
        }
        RecoveredPoint recovered = exactness.recovered();
        if (recovered.isFeasible() && solution.lowerBound().isPresent()) {
            double value =
                    solution.problem().objective().at(solution.network(), recovered.point()) + recovered.slackCost();
            return new KpiSection(kpis.withGap(solution.lowerBound().getAsDouble(), value));
        }
        return new KpiSection(kpis);
    }

    private String text() {
        return String.format(
                Locale.ROOT,
                "tightness %s, exact %s, gap %s, %.1f ms, %d iterations, social welfare %.6f, curtailment %.6f MW, losses %.6f MW",
                kpis.tightness().isPresent()
                        ? String.format(Locale.ROOT, "%.2e", kpis.tightness().getAsDouble())
                        : "unknown",
                kpis.exact().map(exact -> exact ? "yes" : "no").orElse("unknown"),
                kpis.gap().isPresent()
                        ? String.format(
                                Locale.ROOT, "%.6f %%", 100.0 * kpis.gap().getAsDouble())
                        : "unknown",
                1e3 * kpis.runSeconds(),
                kpis.iterations(),
                kpis.socialWelfare(),
                kpis.curtailment(),
                kpis.losses());
    }

    @Override
    public List<Finding> findings() {
        return List.of(new Finding("key figures", text()));
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("kpis");
        JsonOutput.number(json, "tightness", kpis.tightness().orElse(Double.NaN));
        if (kpis.exact().isPresent()) {
            json.writeBooleanField("exact", kpis.exact().get());
        } else {
            json.writeNullField("exact");
        }
        JsonOutput.number(json, "gap", kpis.gap().orElse(Double.NaN));
        JsonOutput.number(json, "runSeconds", kpis.runSeconds());
        json.writeNumberField("iterations", kpis.iterations());
        JsonOutput.number(json, "socialWelfare", kpis.socialWelfare());
        JsonOutput.number(json, "curtailmentMw", kpis.curtailment());
        JsonOutput.number(json, "lossesMw", kpis.losses());
        json.writeEndObject();
    }
}
