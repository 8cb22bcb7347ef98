using Floe.DataGen.Csv;

namespace Floe.DataGen.Employees;

/// <summary>Every full name, ready as a CSV field: building and quoting them once is what makes a row cheap.</summary>
internal static class EmployeeNames
{
    private static readonly string[] First =
    [
        "Ada", "Aisha", "Akira", "Alan", "Alice", "Amara", "Ana", "Anders", "Barbara", "Ben", "Björn", "Carlos", "Chen", "Chloé", "Daniel", "Deepa",
        "Diego", "Edsger", "Elena", "Emma", "Fatima", "Felix", "Frances", "Grace", "Hana", "Hugo", "Ines", "Ivan", "James", "Jane", "Joan", "John",
        "José", "Katherine", "Kenji", "Kofi", "Lars", "Leila", "Lin", "Lucía", "Maria", "Mateo", "Mei", "Michael", "Mina", "Nadia", "Niklaus", "Nora",
        "Olu", "Omar", "Priya", "Radia", "Ravi", "Robert", "Rosa", "Samir", "Sara", "Sofia", "Tariq", "Thomas", "Viktor", "Wei", "Yuki", "Zoë",
    ];

    private static readonly string[] Last =
    [
        "Abe", "Adeyemi", "Ahmed", "Allen", "Andersson", "Baker", "Bauer", "Brown", "Castro", "Chen", "Clark", "Costa", "Davis", "Díaz", "Dubois",
        "Evans", "Fischer", "Garcia", "Green", "Gupta", "Hall", "Hansen", "Haddad", "Hopper", "Ito", "Ivanova", "Johnson", "Jones", "Kim", "Kowalski",
        "Kumar", "Larsen", "Lee", "Lewis", "Li", "Lopez", "Martin", "Mensah", "Meyer", "Miller", "Moore", "Müller", "Nguyen", "O'Brien", "Okafor",
        "Park", "Patel", "Perez", "Rossi", "Sato", "Schmidt", "Scott", "Shaw", "Silva", "Singh", "Smith", "Suzuki", "Taylor", "Tanaka", "Turner",
        "Walker", "Wang", "Wilson", "Young",
        "Brown, Jr.", "Walker, Jr.", "Davis, III", "Moore, PhD",
    ];

    private static readonly byte[][] Fields = [.. from last in Last from first in First select CsvField.Encode($"{first} {last}")];

    public static ReadOnlySpan<byte> Pick(uint chance) => Fields[Chance.Below((uint)Fields.Length, chance)];
}
