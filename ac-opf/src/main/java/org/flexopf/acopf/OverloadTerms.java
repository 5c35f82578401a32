package org.flexopf.acopf;

/** A sum of variables, each times one price, such as the power above a share of the ratings. */
final class OverloadTerms implements Part {

    private final int[] variable;
    private final double price;

    OverloadTerms(int[] variable, double price) {
        this.variable = variable;
        this.price = price;
    }

    @Override
    public double objective(double[] x) {
        double sum = 0.0;
        for (int i : variable) {
            sum += x[i];
        }
        return price * sum;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        for (int i : variable) {
            gradient[i] += price;
        }
    }
}
