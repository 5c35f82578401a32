package org.flexopf.exchange.check;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * A logistic model of whether a candidate is safe, that is feasible by AC power flow: the log odds of being unsafe are
 * a weighted sum of {@link StateFeatures}. Trained on operating points drawn around the opening, half of which are held
 * out to measure how often it errs. The same seed gives the same model. Safe for use by many threads.
 *
 * <p>It decides nothing: an AC check begins its search where the model sees the boundary.
 */
public final class SafeStateClassifier {

    private static final int SAMPLES = 800;
    private static final int MOST_TRADES_BEFORE = 8;
    /** Quantities are drawn between these multiples of the mean demand of a bus, evenly in the logarithm. */
    private static final double LEAST_MULTIPLE = 0.01;

    private static final double LARGEST_MULTIPLE = 4.0;
    /** Trades before are smaller by this factor, so that most of them leave a state that is safe. */
    private static final double SHARE_BEFORE = 0.2;

    private static final int NEWTON_STEPS = 30;
    private static final double RIDGE = 1e-2;

    private final StateFeatures features;
    private final double[] weights;
    private final ClassifierRates heldOut;
    private final LongAdder[] met = {new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder()};

    private SafeStateClassifier(StateFeatures features, double[] weights, ClassifierRates heldOut) {
        this.features = features;
        this.weights = weights;
        this.heldOut = heldOut;
    }

    /**
     * Trains a model.
     *
     * @param buses indices of buses where trades may take place
     * @param busCount how many buses there are
     * @param demand the mean demand of a bus, W
     * @param isSafe the word of the power flow about what has been traded in all, W per bus index
     */
    static SafeStateClassifier train(
            StateFeatures features, int[] buses, int busCount, double demand, long seed, Predicate<long[]> isSafe) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[SAMPLES][StateFeatures.COUNT];
        boolean[] unsafe = new boolean[SAMPLES];
        for (int s = 0; s < SAMPLES; s++) {
            long[] traded = new long[busCount];
            for (int k = random.nextInt(MOST_TRADES_BEFORE); k > 0; k--) {
                add(traded, transfer(random, buses), quantity(random, SHARE_BEFORE * demand));
            }
            // A market never stands where it may not be.
            if (!isSafe.test(traded)) {
                Arrays.fill(traded, 0L);
            }
            Transfer transfer = transfer(random, buses);
            long quantity = quantity(random, demand);
            features.of(traded, transfer).at(quantity, x[s]);
            add(traded, transfer, quantity);
            unsafe[s] = !isSafe.test(traded);
        }
        int half = SAMPLES / 2;
        double[] weights = fit(x, unsafe, half);
        long[] counts = new long[4];
        for (int s = half; s < SAMPLES; s++) {
            counts[place(!unsafe[s], score(weights, x[s]) <= 0.0)]++;
        }
        return new SafeStateClassifier(features, weights, rates(counts));
    }

    private static Transfer transfer(SplittableRandom random, int[] buses) {
        return new Transfer(buses[random.nextInt(buses.length)], buses[random.nextInt(buses.length)], null);
    }

    private static void add(long[] traded, Transfer transfer, long quantity) {
        traded[transfer.up()] -= quantity;
        traded[transfer.down()] += quantity;
    }

    private static long quantity(SplittableRandom random, double demand) {
        double multiple = LEAST_MULTIPLE * StrictMath.pow(LARGEST_MULTIPLE / LEAST_MULTIPLE, random.nextDouble());
        return Math.max(1L, Math.round(demand * multiple));
    }

    /** Weights that make the first samples most likely, held back a little: Newton's method. */
    private static double[] fit(double[][] x, boolean[] unsafe, int count) {
        int n = StateFeatures.COUNT;
        double[] weights = new double[n];
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double[] gradient = new double[n];
            double[][] hessian = new double[n][n];
            for (int i = 0; i < n; i++) {
                gradient[i] = RIDGE * weights[i];
                hessian[i][i] = RIDGE;
            }
            for (int s = 0; s < count; s++) {
                double probability = 1.0 / (1.0 + StrictMath.exp(-score(weights, x[s])));
                double miss = probability - (unsafe[s] ? 1.0 : 0.0);
                double curvature = probability * (1.0 - probability);
                for (int i = 0; i < n; i++) {
                    gradient[i] += miss * x[s][i];
                    for (int j = 0; j < n; j++) {
                        hessian[i][j] += curvature * x[s][i] * x[s][j];
                    }
                }
            }
            double[] change = solved(hessian, gradient);
            for (int i = 0; i < n; i++) {
                weights[i] -= change[i];
            }
        }
        return weights;
    }

    /** Solves a positive definite system by elimination; both arguments are used up. */
    private static double[] solved(double[][] matrix, double[] right) {
        int n = right.length;
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                double factor = matrix[i][k] / matrix[k][k];
                for (int j = k; j < n; j++) {
                    matrix[i][j] -= factor * matrix[k][j];
                }
                right[i] -= factor * right[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                right[k] -= matrix[k][j] * right[j];
            }
            right[k] /= matrix[k][k];
        }
        return right;
    }

    private static double score(double[] weights, double[] x) {
        double sum = 0.0;
        for (int k = 0; k < x.length; k++) {
            sum += weights[k] * x[k];
        }
        return sum;
    }

    /** Where a case is counted: safe ones and those of them that were rejected, unsafe ones and those accepted. */
    private static int place(boolean safe, boolean accepted) {
        return (safe ? 0 : 2) + (safe == accepted ? 0 : 1);
    }

    private static ClassifierRates rates(long[] counts) {
        return new ClassifierRates(counts[0] + counts[1], counts[1], counts[2] + counts[3], counts[3]);
    }

    /** How often the model erred on operating points that it had not been trained on. */
    public ClassifierRates heldOut() {
        return heldOut;
    }

    /** How often it has erred about candidates of markets that use it, all together so far. */
    public ClassifierRates met() {
        return rates(Arrays.stream(met).mapToLong(LongAdder::sum).toArray());
    }

    /** Advice by the model. */
    Advice advice() {
        double[] x = new double[StateFeatures.COUNT];
        return new Advice() {
            @Override
            public long lots(long[] traded, Transfer transfer, long quantity, long lot) {
                StateFeatures.Candidate candidate = features.of(traded, transfer);
                long safe = 0L;
                long unsafe = quantity / lot;
                while (unsafe - safe > 1L) {
                    long middle = safe + (unsafe - safe) / 2L;
                    candidate.at(middle * lot, x);
                    if (score(weights, x) <= 0.0) {
                        safe = middle;
                    } else {
                        unsafe = middle;
                    }
                }
                return safe;
            }

            @Override
            public void heard(long[] traded, Transfer transfer, long quantity, boolean feasible) {
                features.of(traded, transfer).at(quantity, x);
                met[place(feasible, score(weights, x) <= 0.0)].increment();
            }
        };
    }

    @Override
    public String toString() {
        return "classifier of safe states with weights " + Arrays.toString(weights) + "; held out: " + heldOut;
    }
}
