package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.casefile.Cases;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.SecurityConstrainedDcOpf;
import org.flexopf.lopf.SuccessiveLinearOpf;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.pricing.payment.Vcg;
import org.flexopf.socp.AcSearch;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.junit.jupiter.api.Test;

/**
 * What a user sees in jshell: every result, and whatever it hands out, prints what it is. The walk asks each object for
 * all that it gives without a parameter, down to numbers and texts.
 */
class PrintedResultsTest {

    private static final Pattern HASH = Pattern.compile("[\\w$;\\]]@[0-9a-f]{4,}");
    private static final int DEPTH = 4;
    /** Of a list, so many are looked at. */
    private static final int SAMPLE = 2;

    /** Programs solved anew, and what has an effect of its own. */
    private static final Set<String> NOT_ASKED = Set.of(
            "conflict",
            "fork",
            "session",
            "edit",
            "search",
            "hashCode",
            "getClass",
            "notify",
            "notifyAll",
            "wait",
            "clone",
            "close");

    @Test
    void everyResultPrintsWhatItIs() {
        Network feeder = Cases.load("ieee33-dg");
        OpfResult solved = Opf.of(new BranchFlowSocp()).solve(feeder);
        Market market = Market.ofGenerators(feeder);
        OpfClearing cleared = OpfClearing.of(Opf.of(new DcOpf()), market);
        List<Object> results = List.of(
                Opf.of(new DcOpf()),
                solved,
                ExactnessReport.of(solved.orElseThrow()),
                NodalPrices.of(solved.orElseThrow()),
                Rent.of(solved.orElseThrow()),
                PowerFlow.solve(feeder),
                AcSearch.of(OpfProblem.of(Cases.load("two-bus"))).search(),
                new SuccessiveLinearOpf().solve(Cases.load("two-bus")),
                SecurityConstrainedDcOpf.of(new DcOpf()).solve(feeder),
                cleared,
                new Vcg().settle(cleared));

        Set<String> seen = new TreeSet<>();
        List<String> faults = faults(results, seen);

        assertThat(seen).as("types looked at").hasSizeGreaterThan(60);
        assertThat(faults).as("what prints a hash code, or more than a line").isEmpty();
    }

    @Test
    void theOnesThatUsersAskForFirstSayStatusObjectiveAndWhat() {
        Network feeder = CaseFiles.read("ieee33-dg");
        OpfResult solved = Opf.of(new BranchFlowSocp()).solve(feeder);
        assertThat(solved.orElseThrow()).asString().startsWith("OPTIMAL: socp of ieee33-dg, objective 166.936");
        assertThat(solved.orElseThrow().run())
                .asString()
                .startsWith("OPTIMAL: objective 166.936")
                .endsWith("by the solver interior-point");
        assertThat(ExactnessReport.of(solved.orElseThrow())).asString().startsWith("exact: a global AC optimum");
        assertThat(NodalPrices.of(solved.orElseThrow()))
                .asString()
                .startsWith("prices of socp at 33 buses of ieee33-dg: ")
                .endsWith(" per MWh");
        assertThat(Opf.of(new DcOpf())).hasToString("optimal power flow by dc with an installed solver");
        assertThat(PowerFlow.solve(feeder)).asString().startsWith("converged, ").contains("ieee33-dg");
    }

    /** The walk sees what it is there for. */
    @Test
    void aHashCodeIsSeen() {
        assertThat(faults(List.of(Optional.of(new Outer())), new TreeSet<>()))
                .singleElement()
                .asString()
                .startsWith("Optional.inner prints ")
                .contains("Inner@");
    }

    /** Prints itself, and hands out what does not. */
    public static final class Outer {
        /** What does not. */
        public Inner inner() {
            return new Inner();
        }

        @Override
        public String toString() {
            return "outer";
        }
    }

    /** Prints its hash code. */
    public static final class Inner {}

    private record Step(String path, Object value, int depth) {}

    private static List<String> faults(List<Object> results, Set<String> seen) {
        List<String> faults = new ArrayList<>();
        IdentityHashMap<Object, Boolean> known = new IdentityHashMap<>();
        Deque<Step> open = new ArrayDeque<>();
        results.forEach(result -> open.add(new Step(result.getClass().getSimpleName(), result, 0)));
        while (!open.isEmpty()) {
            Step step = open.poll();
            Object value = step.value();
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(inner -> open.add(new Step(step.path(), inner, step.depth())));
            } else if (value instanceof Collection<?> list) {
                list.stream().limit(SAMPLE).forEach(item -> open.add(new Step(step.path(), item, step.depth())));
            } else if (value != null && value.getClass().getName().startsWith("org.flexopf.")) {
                if (known.put(value, true) != null) {
                    continue;
                }
                seen.add(value.getClass().getName());
                String printed = value.toString();
                boolean function =
                        value.getClass().isSynthetic() || value.getClass().isHidden();
                if (!function && (HASH.matcher(printed).find() || printed.contains("\n"))) {
                    faults.add(step.path() + " prints "
                            + printed.lines().findFirst().orElse(""));
                }
                if (step.depth() < DEPTH) {
                    asked(value).forEach(method -> ask(step, method, open));
                }
            }
        }
        return faults;
    }

    private static void ask(Step step, Method method, Deque<Step> open) {
        try {
            open.add(new Step(step.path() + "." + method.getName(), method.invoke(step.value()), step.depth() + 1));
        } catch (InvocationTargetException e) {
            // What has no answer in this state says so by an exception, which is printed as such.
            assertThat(e.getCause()).isInstanceOf(RuntimeException.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Method> asked(Object value) {
        return Stream.of(value.getClass().getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && Modifier.isPublic(method.getDeclaringClass().getModifiers())
                        && !method.getReturnType().isPrimitive()
                        && !method.getReturnType().isArray()
                        && !NOT_ASKED.contains(method.getName()))
                .sorted(Comparator.comparing(Method::getName));
    }
}
