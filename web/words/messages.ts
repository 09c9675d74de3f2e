import account from "./account";
import accounts from "./accounts";
import alarms from "./alarms";
import applications from "./applications";
import cards from "./cards";
import contacts from "./contacts";
import desk from "./desk";
import enterprises from "./enterprises";
import home from "./home";
import journal from "./journal";
import loss from "./loss";
import partners from "./partners";
import people from "./people";
import policy from "./policy";
import print from "./print";
import problems from "./problems";
import reviews from "./reviews";
import roster from "./roster";
import signIn from "./sign-in";
import start from "./start";
import tax from "./tax";
import terms from "./terms";
import uses from "./uses";

/** One file a subject, both languages side by side; the code names a word as "subject.word". */
const subjects = {
  account, accounts, alarms, applications, cards, contacts, desk, enterprises, home, journal, loss, partners,
  people, policy, print, problems, reviews, roster, signIn, start, tax, terms, uses,
};

type Subjects = typeof subjects;
export type Messages = { [S in keyof Subjects]: Subjects[S]["zh"] };

export function gatherMessages(language: "zh" | "en"): Messages {
  return Object.fromEntries(Object.entries(subjects).map(([name, words]) => [name, words[language]])) as Messages;
}
