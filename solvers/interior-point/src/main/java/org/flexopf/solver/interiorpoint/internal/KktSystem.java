package org.flexopf.solver.interiorpoint.internal;

/**
 * The linear system of every search direction,
 *
 * <pre>
 *   P dx + C'dv     = r_x
 *   A dx            = r_v    on equalities
 *   G dx + ds       = 0      on cone rows
 *   W^-1 ds + W dz  = f
 * </pre>
 *
 * in one of the forms in which it can be factored. A right side r_v on cone rows is one of the last equation: {@code f
 * - W^-1 r_v} takes the place of f, and {@code W^-1 r_v} is added to the {@code W^-1 ds} that comes out, as
 * {@link Direction#solve} does.
 *
 * <p>A solution is worked out region by region of the program's factor, so that whoever makes f and uses the outcome
 * can do so part by part, and several threads at the same time: in every region begin, {@link #spread} every part and
 * {@link #reduce}; then {@link #solveTrunk}; in every region {@link #expand} and {@link #gather} every part.
 */
interface KktSystem {

    /** Takes back what {@link #factor} has raised; every lane starts afresh. */
    void reset();

    /** Assembles and factors the matrix at the present scaling W. Returns whether all numbers are finite. */
    boolean factor();

    /** Begins a solution in a region. Of r_v, what stands on equalities counts. */
    void begin(int region, double[] rx, double[] rv, Direction out);

    /** Begins a solution with {@code r_x = 0, r_v = 0} in a region. */
    void begin(int region, Direction out);

    /** Brings f on one part of the cone rows of a region into the right side; it stands in {@link Direction#scaledZ}. */
    void spread(int region, ConePart part, Direction out);

    /** Solves for the nodes of a region as far as it can be done without the others. */
    void reduce(int region, Direction out);

    /** Solves for the nodes that no region can be solved for alone, once all are reduced. */
    void solveTrunk(Direction out);

    /** Solves for the nodes of a region once the trunk is known. */
    void expand(int region, Direction out);

    /** Reads the scaled steps off on one part of the cone rows of a region; W dz takes the place of f. */
    void gather(int region, ConePart part, Direction out);

    /** The rows before it have their multipliers among the nodes. */
    int nodeRows();

    /**
     * The rows of {@code C dx + ds = r_v} that the solution fulfils only as well as the factors are good; it fulfils
     * those after them by construction.
     */
    int inexactRows();

    /** The strength of the regularisation, for the log. */
    double regularisation();

    /** Whether the regularisation is so strong that refinement undoes it slowly. */
    boolean isStronglyRegularised();

    /** How many pivots of the last factorisation had lost their sign, for the log. */
    int replacedPivots();
}
