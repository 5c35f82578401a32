package org.flexopf.network;

import java.util.List;
import org.flexopf.network.CogenerationUnit.Vertex;

/** The cheapest mixture of points of power and heat. */
final class LowerHull {

    /** Shares may be as far below zero by rounding. */
    private static final double ROUNDING = 1e-9;

    private LowerHull() {}

    /**
     * What the cheapest mixture of all other vertices costs where a vertex is, currency per hour; infinite if no
     * mixture is there. By Caratheodory's theorem one of at most three vertices is the cheapest.
     */
    static double costWithout(List<Vertex> vertices, int without) {
        Vertex at = vertices.get(without);
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < vertices.size(); a++) {
            for (int b = a; b < vertices.size(); b++) {
                for (int c = b; c < vertices.size(); c++) {
                    if (a != without && b != without && c != without) {
                        least = Math.min(least, mixed(at, vertices.get(a), vertices.get(b), vertices.get(c)));
                    }
                }
            }
        }
        return least;
    }

    private static double mixed(Vertex at, Vertex a, Vertex b, Vertex c) {
        double scale = Math.abs(at.power()) + Math.abs(at.heat()) + size(a) + size(b) + size(c);
        double area = cross(a, b, c);
        if (Math.abs(area) > ROUNDING * scale * scale) {
            double ofA = cross(at, b, c) / area;
            double ofB = cross(a, at, c) / area;
            double ofC = 1.0 - ofA - ofB;
            return Math.min(ofA, Math.min(ofB, ofC)) < -ROUNDING
                    ? Double.POSITIVE_INFINITY
                    : ofA * a.cost() + ofB * b.cost() + ofC * c.cost();
        }
        return Math.min(between(at, a, b, scale), Math.min(between(at, b, c, scale), between(at, a, c, scale)));
    }

    /** On the line between two points, or at both if they are one. */
    private static double between(Vertex at, Vertex a, Vertex b, double scale) {
        double power = b.power() - a.power();
        double heat = b.heat() - a.heat();
        double length = Math.hypot(power, heat);
        double share = length <= ROUNDING * scale
                ? 0.0
                : ((at.power() - a.power()) * power + (at.heat() - a.heat()) * heat) / (length * length);
        double off = Math.hypot(a.power() + share * power - at.power(), a.heat() + share * heat - at.heat());
        return share < -ROUNDING || share > 1.0 + ROUNDING || off > ROUNDING * scale
                ? Double.POSITIVE_INFINITY
                : (1.0 - share) * a.cost() + share * b.cost();
    }

    private static double size(Vertex vertex) {
        return Math.abs(vertex.power()) + Math.abs(vertex.heat());
    }

    private static double cross(Vertex a, Vertex b, Vertex c) {
        return (b.power() - a.power()) * (c.heat() - a.heat()) - (c.power() - a.power()) * (b.heat() - a.heat());
    }
}
