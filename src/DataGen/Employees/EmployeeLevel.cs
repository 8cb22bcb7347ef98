using System.Text;

namespace Floe.DataGen.Employees;

/// <summary>A career level, its share of the staff, and what it pays a year.</summary>
internal sealed class EmployeeLevel(string name, uint percent, int minSalary, int maxSalary)
{
    private static readonly EmployeeLevel[] All =
    [
        new("Junior", 28, 42_000, 68_000),
        new("Mid", 32, 60_000, 95_000),
        new("Senior", 24, 88_000, 140_000),
        new("Lead", 8, 115_000, 165_000),
        new("Manager", 6, 120_000, 185_000),
        new("Director", 2, 170_000, 260_000),
    ];

    private static readonly EmployeeLevel[] ByPercent = [.. All.SelectMany(level => Enumerable.Repeat(level, (int)level.Percent))];

    public byte[] Name { get; } = Encoding.UTF8.GetBytes(name);

    private uint Percent { get; } = percent;

    public static EmployeeLevel Pick(uint chance) => ByPercent[Chance.Below((uint)ByPercent.Length, chance)];

    public long SalaryInCents(uint chance) => minSalary * 100L + Chance.Below((uint)(maxSalary - minSalary) * 100, chance);
}
