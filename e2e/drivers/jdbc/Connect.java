// Connects with the stock Redshift JDBC driver and prints rows, tab-separated.
// Standard input: the URL on the first line, then connection properties as name=value lines, then an empty line, then SQL.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;

public class Connect {
  public static void main(String[] args) throws Exception {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    String url = input.readLine();
    Properties properties = new Properties();
    for (String line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
      int at = line.indexOf('=');
      properties.setProperty(line.substring(0, at), line.substring(at + 1));
    }
    String sql = input.lines().collect(Collectors.joining("\n"));
    Class.forName("com.amazon.redshift.Driver");
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
          line.append(column == 1 ? "" : "\t").append(rows.getString(column));
        }
        System.out.println(line);
      }
    } catch (SQLException refused) {
      System.err.println("SQLSTATE " + refused.getSQLState() + ": " + refused.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }
}
