package org.flexopf.examples.horizon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.opf.Opf;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.ReferenceCases;

/** A horizon with answers, by model, of programs that share nothing with this library. */
record TimeCase(HorizonCase given, JsonNode answers) {

    private static final Map<String, OpfFormulation> MODELS =
            Map.of("dc", new DcOpf(), "socp", new BranchFlowSocp(), "lindistflow", new LinDistFlow());

    static TimeCase read(String name) throws IOException {
        Path folder = ReferenceCases.path("time/" + name);
        return new TimeCase(
                HorizonCase.read(folder.resolve("case.json")),
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile()));
    }

    String firstModel() {
        return given.models().get(0);
    }

    JsonNode expected(String model) {
        return answers.get(model);
    }

    static Opf opf(String model) {
        return Opf.of(MODELS.get(model));
    }

    /** What is asked; demand may be left unserved where the case has a price for that. */
    HorizonProblem problem() {
        OpfProblem problem = OpfProblem.of(given.network());
        if (given.valueOfLostLoad().isPresent()) {
            double penalty = given.valueOfLostLoad().getAsDouble();
            problem = problem.withSoftLimits(SoftLimits.none().with(SoftLimit.DEMAND, penalty));
        }
        return problem.over(Horizon.ofHours(given.hours()), given.profiles());
    }
}
