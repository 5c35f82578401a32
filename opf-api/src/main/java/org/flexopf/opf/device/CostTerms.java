package org.flexopf.opf.device;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Parameter;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.CostCurve;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Profile;
import org.flexopf.opf.data.ProfileData;

/** Cost curves of powers as terms of a program's objective. */
public final class CostTerms {

    private final ProgramBuilder program;
    private final PerUnit perUnit;
    private final double weight;

    /**
     * Terms of a program.
     *
     * @param weight what one unit of currency per hour counts
     */
    public CostTerms(ProgramBuilder program, PerUnit perUnit, double weight) {
        this.program = program;
        this.perUnit = perUnit;
        this.weight = weight;
    }

    /** The curves of elements as they are in a profile. */
    @FunctionalInterface
    public interface ProfileCurves {

        /** The curve of an element (by index). */
        CostCurve of(Profile profile, int element);
    }

    /**
     * A curve by its shape, and the numbers of it.
     *
     * @param kind its class
     * @param pieces how many pieces it has, and which of them are flat; none unless it is piecewise linear
     * @param numbers what stands for a number of it
     */
    private record Curve(
            Class<? extends CostCurve> kind,
            List<Boolean> pieces,
            Function<ToDoubleFunction<CostCurve>, Parameter> numbers) {

        /** A curve that stays. */
        static Curve of(CostCurve curve) {
            return new Curve(
                    curve.getClass(), flatPieces(curve), number -> Parameter.fixed(number.applyAsDouble(curve)));
        }

        /** A curve that stays what it is, with numbers that may be others in another profile. */
        static Curve of(ProfileData data, ProfileCurves curves, int element) {
            return new Curve(
                    data.fact(profile -> curves.of(profile, element).getClass()),
                    data.fact(profile -> flatPieces(curves.of(profile, element))),
                    number -> data.number(profile -> number.applyAsDouble(curves.of(profile, element))));
        }

        private static List<Boolean> flatPieces(CostCurve curve) {
            return curve instanceof CostCurve.PiecewiseLinear lines
                    ? IntStream.range(0, lines.pieces())
                            .mapToObj(piece -> lines.slope(piece) == 0.0)
                            .toList()
                    : List.of();
        }

        boolean is(Class<? extends CostCurve> type) {
            return kind == type;
        }

        <C extends CostCurve> Parameter number(Class<C> type, ToDoubleFunction<C> number) {
            return numbers.apply(curve -> number.applyAsDouble(type.cast(curve)));
        }
    }

    /**
     * Adds the costs of a family of powers.
     *
     * @param powers the powers, p.u.
     * @param epigraph the family of the variables that piecewise linear costs need, currency per hour
     * @param curves the curve of each element
     */
    public void add(Variables powers, VariableFamily epigraph, IntFunction<CostCurve> curves) {
        addCurves(powers, epigraph, k -> Curve.of(curves.apply(k)));
    }

    /**
     * Adds the costs of a family of powers whose curves may be others in another profile.
     *
     * @param powers the powers, p.u.
     * @param epigraph the family of the variables that piecewise linear costs need, currency per hour
     */
    public void add(Variables powers, VariableFamily epigraph, ProfileData data, ProfileCurves curves) {
        addCurves(powers, epigraph, k -> Curve.of(data, curves, k));
    }

    private void addCurves(Variables powers, VariableFamily epigraph, IntFunction<Curve> curves) {
        Curve[] each = new Curve[powers.size()];
        boolean isAnyPiecewise = false;
        for (int k = 0; k < each.length; k++) {
            if (powers.has(k)) {
                each[k] = curves.apply(k);
                isAnyPiecewise |= each[k].is(CostCurve.PiecewiseLinear.class);
            }
        }
        Variables epigraphs = isAnyPiecewise
                ? program.variables(epigraph, k -> each[k] != null && each[k].is(CostCurve.PiecewiseLinear.class))
                : null;
        for (int k = 0; k < each.length; k++) {
            if (each[k] != null) {
                boolean isPiecewise = each[k].is(CostCurve.PiecewiseLinear.class);
                add(powers.of(k), each[k], isPiecewise ? epigraphs.of(k) : null);
            }
        }
    }

    /** Adds the cost of one power (p.u.). */
    public void add(Variable power, CostCurve curve) {
        add(power, Curve.of(curve), curve instanceof CostCurve.PiecewiseLinear ? program.variable() : null);
    }

    /** @param epigraph the variable of a piecewise linear cost; {@code null} for other curves */
    private void add(Variable power, Curve curve, Variable epigraph) {
        double base = perUnit.physicalPower(1.0);
        if (curve.is(CostCurve.Linear.class)) {
            program.cost(curve.number(CostCurve.Linear.class, line -> weight * line.slope() * base), power);
            program.constantCost(curve.number(CostCurve.Linear.class, line -> weight * line.constant()), power);
        } else if (curve.is(CostCurve.Quadratic.class)) {
            program.squareCost(
                    curve.number(CostCurve.Quadratic.class, square -> weight * square.quadratic() * base * base),
                    power);
            program.cost(curve.number(CostCurve.Quadratic.class, square -> weight * square.linear() * base), power);
            program.constantCost(curve.number(CostCurve.Quadratic.class, square -> weight * square.constant()), power);
        } else {
            addPieces(power, curve, epigraph);
        }
    }

    /** The cost lies above every prolonged piece; being minimised, it lies on the highest of them. */
    private void addPieces(Variable power, Curve curve, Variable cost) {
        double base = perUnit.physicalPower(1.0);
        program.cost(weight, cost);
        if (program.hasStart()) {
            startOnCurve(power, curve, cost);
        }
        for (int k = 0; k < curve.pieces().size(); k++) {
            int piece = k;
            LinearExpression above = LinearExpression.of(cost);
            if (!curve.pieces().get(piece)) {
                above.plus(curve.number(CostCurve.PiecewiseLinear.class, lines -> -(lines.slope(piece) * base)), power);
            }
            program.atLeast(
                    null, 0, above, curve.number(CostCurve.PiecewiseLinear.class, lines -> lines.intercept(piece)));
        }
    }

    /** Starts on the piece that the power starts on. */
    private void startOnCurve(Variable power, Curve curve, Variable cost) {
        double base = perUnit.physicalPower(1.0);
        int count = curve.pieces().size();
        Parameter[] ends = new Parameter[count];
        Parameter[] slopes = new Parameter[count];
        Parameter[] intercepts = new Parameter[count];
        for (int k = 0; k < count; k++) {
            int piece = k;
            ends[k] = curve.number(
                    CostCurve.PiecewiseLinear.class,
                    lines -> lines.points().get(piece + 1).power());
            slopes[k] = curve.number(CostCurve.PiecewiseLinear.class, lines -> lines.slope(piece));
            intercepts[k] = curve.number(CostCurve.PiecewiseLinear.class, lines -> lines.intercept(piece));
        }
        program.startBy(start -> {
            double mw = base * start.of(power);
            int piece = 0;
            while (piece < count - 1 && mw >= start.of(ends[piece])) {
                piece++;
            }
            start.put(cost, start.of(intercepts[piece]) + start.of(slopes[piece]) * mw);
        });
    }

    @Override
    public String toString() {
        return "costs of weight " + weight;
    }
}
