package org.flexopf.examples.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.dcopf.SusceptanceConvention;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfFormulation;
import org.flexopf.socp.AugmentedConditions;
import org.flexopf.socp.AugmentedSocp;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.SufficientCondition;
import org.flexopf.socp.SufficientConditions;

/** The formulations that {@code --model} chooses among. */
enum ModelChoice {
    SOCP("socp"),
    SOCP_AUGMENTED("socp-augmented"),
    DC("dc"),
    DC_PTDF("dc-ptdf"),
    LINDISTFLOW("lindistflow"),
    LOPF_SENSITIVITY("lopf-sensitivity");

    static final String DEFAULT = "socp";

    private final String label;

    ModelChoice(String label) {
        this.label = label;
    }

    static ModelChoice named(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.label.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new BadInputException("there is no model '" + name + "'; choose one of " + labels()));
    }

    static String labels() {
        return Arrays.stream(values()).map(choice -> choice.label).collect(Collectors.joining(", "));
    }

    String label() {
        return label;
    }

    /** Whether the model has branch flows whose exactness can be reported. */
    boolean isBranchFlow() {
        return this == SOCP || this == SOCP_AUGMENTED;
    }

    /** Whether the model has active power and angles only. */
    boolean isDc() {
        return this == DC || this == DC_PTDF;
    }

    /** Whether the model is linear, so that its error against an AC power flow is reported. */
    boolean isLinear() {
        return !isBranchFlow();
    }

    /** Whether the model has voltages and reactive power, so that an AC power flow can be asked about its dispatch. */
    boolean hasVoltages() {
        return isBranchFlow() || this == LINDISTFLOW;
    }

    /** What is known of a model's exactness on a network before it is solved. */
    List<SufficientCondition> conditions(Network network) {
        return this == SOCP_AUGMENTED ? AugmentedConditions.of(network) : SufficientConditions.of(network);
    }

    OpfFormulation formulation(SusceptanceConvention susceptance) {
        return switch (this) {
            case SOCP -> new BranchFlowSocp();
            case SOCP_AUGMENTED -> new AugmentedSocp();
            case DC -> new DcOpf().withSusceptance(susceptance);
            case DC_PTDF -> new PtdfDcOpf().withSusceptance(susceptance);
            case LINDISTFLOW -> new LinDistFlow();
            case LOPF_SENSITIVITY ->
                throw new IllegalStateException(
                        "the sensitivity-based model is a sequence of programs, not a formulation");
        };
    }
}
