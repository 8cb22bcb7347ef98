using Floe.DataGen.Employees;
using Floe.DataGen.Rows;

namespace Floe.DataGen.Taxi;

/// <summary>One trip. Most are short and by day; one in a hundred has a fault that a job has to leave out, as the real records have.</summary>
internal readonly struct TaxiTrip
{
    private const int SecondsPerDay = 24 * 3600;

    public TaxiTrip(long seed, long row, DateTime start, int days)
    {
        var random = new RandomStream(seed, row);
        Vendor = 1 + Chance.Below(2, random.Next());
        // The sum of two chances makes noon likelier than midnight.
        var second = (Chance.Below(SecondsPerDay, random.Next()) + Chance.Below(SecondsPerDay, random.Next())) / 2;
        PickupAt = start.AddDays(Chance.Below((uint)days, random.Next())).AddSeconds(second);
        // Hundredths of a mile: the product of two chances makes short trips likelier than long ones.
        DistanceInHundredths = 30 + (long)Chance.Below(2000, random.Next()) * (1 + Chance.Below(100, random.Next())) / 100;
        var seconds = 60 + (DistanceInHundredths * 3) + Chance.Below(600, random.Next());
        var isFaulty = Chance.Below(100, random.Next()) == 0;
        DropoffAt = PickupAt.AddSeconds(isFaulty ? -60 : seconds);
        Passengers = 1 + Chance.Below(4, random.Next());
        PickupZone = 1 + Chance.Below(263, random.Next());
        DropoffZone = 1 + Chance.Below(263, random.Next());
        PaymentType = 1 + Chance.Below(2, random.Next());
        FareInCents = 300 + (DistanceInHundredths * 5 / 2);
        // Cash has no recorded tip.
        TipInCents = PaymentType == 1 ? FareInCents * Chance.Below(31, random.Next()) / 100 : 0;
    }

    public uint Vendor { get; }

    public DateTime PickupAt { get; }

    public DateTime DropoffAt { get; }

    public uint Passengers { get; }

    public long DistanceInHundredths { get; }

    /// <summary>Of the 263 zones of New York's Taxi and Limousine Commission.</summary>
    public uint PickupZone { get; }

    public uint DropoffZone { get; }

    /// <summary>1: card, 2: cash.</summary>
    public uint PaymentType { get; }

    public long FareInCents { get; }

    public long TipInCents { get; }

    public long TotalInCents => FareInCents + TipInCents;
}
