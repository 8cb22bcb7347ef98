namespace Floe.Iceberg.Spec;

internal static class FloorMath
{
    public static long Div(long dividend, long divisor)
    {
        var quotient = dividend / divisor;
        return dividend % divisor < 0 ? quotient - 1 : quotient;
    }

    /// <summary>Between 0 and the divisor, whatever the sign of the dividend.</summary>
    public static long Mod(long dividend, long divisor)
    {
        var remainder = dividend % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }

    public static int Div(int dividend, int divisor) => (int)Div((long)dividend, divisor);
}
